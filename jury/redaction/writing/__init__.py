"""How texts are written: one folded view, its tables of signs, and texts made safe."""
