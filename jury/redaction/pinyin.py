"""How the characters of Chinese names are spelled in Latin letters.

Only what stands in a known name is spelled; a name with another character is looked
for in its characters alone.
"""

import re
from typing import Final

_SYLLABLES: Final = (
    "ai嫒爱艾 an安岸桉 ang昂 ao傲奥敖 ba八巴 bai柏白百 ban班 bang邦 bao包宝葆薄鲍 "
    "bei北蓓贝 ben本 bi必毕璧碧 bian卞边 biao彪标 bin宾彬斌滨 bing兵冰炳秉 "
    "bo博卜帛搏波渤 bu步 cai彩才材蔡 can灿 cao曹 cen岑 cha察 chai柴 chan婵禅 "
    "chang嫦常昌昶畅长 chao晁朝潮超 che澈车 chen宸晨琛臣辰陈 "
    "cheng城成承晟橙澄程诚骋 chi弛持池迟驰 chong冲崇翀 chu储初楚褚 chuan川 "
    "chuang闯 chun春椿淳 ci慈词 cong从琮聪 cui崔 cun存 da大达 dai代岱戴黛 dan丹 "
    "dang党 de德 deng邓 di娣棣狄笛蒂迪 diao刁 ding丁定 dong东冬动栋董 dou窦 "
    "du杜独都 duan段端 dun敦 duo多铎 e娥鄂 en恩 er二尔 fa发 fan凡帆梵樊范 "
    "fang房放方芳 fei斐翡菲费霏飞 fen奋芬 feng冯凤封峰枫逢锋风 "
    "fu付伏傅夫富甫福符芙赋辅馥 gai盖 gan甘 gang刚钢 gao郜高 ge戈格歌葛阁鸽 gen根 "
    "geng庚耿 gong公功宫巩贡龚 gu古孤谷顾 guan关冠官管观 guang光广 gui桂瑰贵 "
    "guo国郭 hai海 han含寒晗汉涵瀚翰菡阚韩 hang杭珩 hao好昊浩灏皓豪郝颢 "
    "he何河禾荷贺赫鹤 heng亨恒蘅衡 hong宏弘泓洪红虹鸿 hou侯候厚 hu湖狐瑚胡虎 "
    "hua化华桦画 huai怀槐 huan桓欢焕 huang皇黄 hui卉惠慧晖蕙辉 huo霍 "
    "ji冀吉基姬季机极济激籍纪计霁骥 jia佳加嘉家珈稼贾迦 jian健剑坚建简舰鉴 "
    "jiang姜江蒋 jiao姣娇教焦皎矫骄 jie婕捷杰洁芥 jin劲巾晋琎瑾谨进金锦靳 "
    "jing婧敬景晶璟竞经菁镜靖静 jiu久九玖 ju居菊鞠驹 juan娟涓隽 jue珏觉 "
    "jun俊军君均峻浚珺竣郡钧骏 kai凯恺楷铠锴 kan侃 kang康抗 ke可柯珂科轲 kong孔空 "
    "kou寇 kuan宽 kuang匡 kui奎魁 kun坤琨锟鲲 kuo阔 lai来莱赖 lan兰岚澜蓝 "
    "lang朗琅郎 le乐 lei垒磊蕾雷 leng冷 li丽俐俪利力励厉李璃砺礼立粒荔莉里鹂黎 "
    "lian廉莲连 liang亮梁良 liao廖辽 lie烈 lin林琳蔺霖麟 "
    "ling令凌岭泠灵玲翎聆苓铃陵零龄 liu六刘柳流琉 long隆龙 lou娄 "
    "lu卢庐璐禄路陆露鲁麓 luan栾鸾 lun伦 luo洛罗骆 lv吕律绿 ma玛马麻 mai迈麦 "
    "man曼满漫缦蔓 mang芒 mao毛茂茅 mei妹媚梅楣玫美莓 meng孟梦萌蒙 mi米谧 mian勉棉 "
    "miao妙淼缪苗邈 min敏旻民闵 ming名明茗铭鸣 mo墨茉莫默 mou眸 mu慕木沐牡牧睦穆 "
    "na娜那 nan南楠男 neng能 ni倪妮 nian年念 nie聂 ning凝宁柠 niu牛 nong农 nuan暖 "
    "nuo诺 ou欧鸥 pan攀潘畔盼 pang庞 pei佩培沛裴 peng彭朋鹏 pi皮 piao朴 "
    "ping屏平苹萍 po坡泊 pu普浦溥蒲 qi七其启奇戚旗棋淇琦琪祁祺绮骐麒齐 "
    "qian倩千芊茜谦钱 qiang强 qiao乔巧翘 qin勤沁琴秦覃钦 qing卿庆擎晴清箐青 "
    "qiong琼 qiu仇秋裘邱 qu屈曲瞿 quan全权泉荃铨 que阙 qun群 ran冉然苒 rao娆饶 "
    "ren仁任 ri日 rong容嵘榕荣蓉融镕 rou柔 ru如茹 ruan阮 rui瑞睿芮蕊锐 run润 ruo若 "
    "sa飒 san三 sang桑 sen森 sha沙莎 shan单善姗山杉珊 shang上尚裳 shao少绍邵 "
    "shen慎沈深申莘 sheng升圣声生盛胜 shi世十史实室师施时石诗 shou守寿授 "
    "shu书抒曙束树殊淑舒蜀 shuai帅 shuang双爽霜 shui水 shun舜顺 shuo朔硕 "
    "si司嗣四思斯锶 song宋嵩松淞颂 su素肃苏 sui穗遂 sun孙 suo索 tai台太 tan谭 "
    "tang唐堂棠汤 tao桃涛淘滔陶韬 teng滕腾 tian天恬甜田 tie铁 ting亭婷庭廷挺艇霆 "
    "tong仝佟彤桐潼瞳童通 tu屠徒涂 tuo拓 wan万婉宛皖菀 wang旺望汪王 "
    "wei伟卫危唯威尉巍微惟炜玮维葳蔚薇韦魏 wen文汶温玟闻雯 weng翁 wo沃 "
    "wu五伍吴巫悟梧武舞邬 xi习喜奚希席惜曦浠溪熙玺禧西锡 xia夏霞 "
    "xian先咸娴宪弦显献贤鲜 xiang向湘祥翔项香 xiao孝小效晓潇笑肖萧逍霄骁 xie解谢 "
    "xin信心忻新昕欣歆芯薪辛鑫馨 xing兴幸星杏邢 xiong熊雄 xiu秀绣 xu叙徐旭煦绪许需 "
    "xuan宣旋暄渲炫煊瑄璇萱轩 xue学薛雪 xun勋寻循珣荀薰迅逊 ya娅芽雅 "
    "yan严妍嫣嬿宴岩延彦晏炎焰焱燕砚艳衍闫阎雁颜 yang央扬杨洋漾炀阳 "
    "yao垚姚尧曜瑶耀遥 ye叶晔椰烨野 "
    "yi一义仪伊倚奕宜屹弈忆怡意懿易毅沂溢漪熠益祎翊翼艺诣谊轶逸颐 "
    "yin印寅尹殷胤茵银音 ying应影映樱滢瀛瑛盈缨英莹莺迎颖鹰 yong勇咏永泳雍 "
    "you佑友尤幼悠攸有游 yu于余俞喻宇庾愉昱榆毓渝煜玉瑜禹羽聿育虞裕誉语豫郁钰雨鱼 "
    "yuan元园圆媛沅渊源缘苑袁辕远 yue岳悦月玥越跃阅 yun云匀昀筠耘芸赟酝韫韵 zai在 "
    "zan赞 zang臧 ze则泽 zeng增曾 zha查 zhai翟 zhan展战湛瞻詹 zhang仉张彰掌樟璋章 "
    "zhao昭照赵钊 zhe哲喆 zhen振桢榛珍甄祯臻蓁贞镇震 zheng峥征政正筝郑铮 "
    "zhi志支智枝直知致芝芷 zhong中仲忠终钟 zhou周州洲 zhu朱珠祝竹竺诸 zhuang壮庄 "
    "zhuo卓 zi姿子孜梓滋紫 zong宗踪 zou邹 zu祖 zun遵 zuo左琢祚"
)
_SPELLING: Final = {
    character: found[1]
    for found in re.finditer(r"([a-z]+)([一-鿿]+)", _SYLLABLES)
    for character in found[2]
}
# Read otherwise in some surnames, or typed otherwise.
_OTHERWISE: Final = {"长": "zhang", "尉": "yu", "乐": "yue", "单": "dan", "朴": "pu"}


def spelled(name: str) -> list[str] | None:
    """A pattern for each syllable of a name; None when one is not in the table."""
    syllables: list[str] = []
    for character in name:
        plain = _SPELLING.get(character)
        if plain is None:
            return None
        ways = {plain, _OTHERWISE.get(character, plain)}
        if "v" in plain:
            ways |= {plain.replace("v", "u"), plain.replace("v", "yu")}
        ordered = sorted(ways)
        syllables.append(
            ordered[0] if len(ordered) == 1 else f"(?:{'|'.join(ordered)})"
        )
    return syllables
