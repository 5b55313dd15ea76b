"""All tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "api_key",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_key")),
        sa.UniqueConstraint("digest", name=op.f("uq_api_key_digest")),
    )
    op.create_table(
        "audit_entry",
        sa.Column("chain", sa.String(), nullable=False),
        sa.Column(
            "seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("chain", "seq", name=op.f("pk_audit_entry")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entry_at"), ["at"], unique=False)

    op.create_table(
        "audit_head",
        sa.Column("chain", sa.String(), nullable=False),
        sa.Column(
            "seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("unlinked", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("chain", name=op.f("pk_audit_head")),
    )
    with op.batch_alter_table("audit_head", schema=None) as batch_op:
        batch_op.create_index("ix_audit_head_unlinked", ["unlinked"], unique=False)

    op.create_table(
        "audit_note",
        sa.Column("chain", sa.String(), nullable=False),
        sa.Column(
            "seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("salt", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("chain", "seq", name=op.f("pk_audit_note")),
    )
    op.create_table(
        "dispute",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("order_ref", sa.String(), nullable=False),
        sa.Column("refund_ref", sa.String(), nullable=False),
        sa.Column("filed_by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column(
            "price_minor",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column(
            "freight_minor",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column(
            "held_minor",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column(
            "asked_minor",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("order_facts", sa.JSON(), nullable=False),
        sa.Column("policy", sa.JSON(), nullable=False),
        sa.Column("policy_name", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column(
            "round_number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("stage_closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("admitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.Column("labels", sa.JSON(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column(
            "event_seq",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "stage = 'closed' OR next_due_at IS NOT NULL",
            name=op.f("ck_dispute_never_stuck"),
        ),
        sa.CheckConstraint(
            "asked_minor > 0 AND asked_minor <= held_minor",
            name=op.f("ck_dispute_asked_within_held"),
        ),
        sa.CheckConstraint("held_minor > 0", name=op.f("ck_dispute_held_positive")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispute")),
        sa.UniqueConstraint("refund_ref", name=op.f("uq_dispute_refund_ref")),
    )
    with op.batch_alter_table("dispute", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_dispute_admitted_at"), ["admitted_at"], unique=False
        )
        batch_op.create_index(
            "ix_dispute_docket", ["stage", "next_due_at"], unique=False
        )
        batch_op.create_index("ix_dispute_due", ["next_due_at"], unique=False)
        batch_op.create_index("ix_dispute_order", ["order_ref"], unique=False)

    op.create_table(
        "heartbeat",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_heartbeat")),
    )
    op.create_table(
        "juror_import",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column(
            "lines",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column(
            "added",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column(
            "bad_lines",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("faults", sa.JSON(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("activated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("swept_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'active') = (activated_at IS NOT NULL)",
            name=op.f("ck_juror_import_activated"),
        ),
        sa.CheckConstraint(
            "mode IN ('update', 'replace')", name=op.f("ck_juror_import_mode")
        ),
        sa.CheckConstraint(
            "state IN ('staging', 'active', 'failed')",
            name=op.f("ck_juror_import_state"),
        ),
        sa.CheckConstraint(
            "superseded_at >= activated_at", name=op.f("ck_juror_import_times_in_order")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_juror_import")),
    )
    with op.batch_alter_table("juror_import", schema=None) as batch_op:
        batch_op.create_index(
            "uq_juror_import_staging",
            ["state"],
            unique=True,
            sqlite_where=sa.text("state = 'staging'"),
            postgresql_where=sa.text("state = 'staging'"),
        )

    op.create_table(
        "juror_tie",
        sa.Column("tie_key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("of_person", sa.Boolean(), nullable=False),
        sa.Column(
            "juror_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column(
            "import_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.PrimaryKeyConstraint(
            "tie_key", "of_person", "juror_id", "import_id", name=op.f("pk_juror_tie")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "master_entry",
        sa.Column(
            "seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("chain", sa.String(), nullable=False),
        sa.Column(
            "chain_seq",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("chain_hash", sa.String(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_master_entry")),
    )
    op.create_table(
        "outage",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "seconds",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("noticed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reached", sa.String(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outage")),
    )
    op.create_table(
        "roster_epoch",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("committed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("digest", sa.String(), nullable=True),
        sa.CheckConstraint(
            "(committed_at IS NULL) = (digest IS NULL)",
            name=op.f("ck_roster_epoch_committed_whole"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_epoch")),
    )
    with op.batch_alter_table("roster_epoch", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_roster_epoch_committed_at"), ["committed_at"], unique=False
        )

    op.create_table(
        "sandbox_clock",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "offset_seconds",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.CheckConstraint("id = 1", name=op.f("ck_sandbox_clock_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sandbox_clock")),
    )
    op.create_table(
        "staff",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("active_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "session_version",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("name", name=op.f("uq_staff_name")),
    )
    op.create_table(
        "user",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("timezone", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user")),
        sa.UniqueConstraint("ref", name=op.f("uq_user_ref")),
    )
    op.create_table(
        "chat_message",
        sa.Column("dispute_id", sa.String(), nullable=False),
        sa.Column(
            "seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name=op.f("fk_chat_message_dispute_id")
        ),
        sa.PrimaryKeyConstraint("dispute_id", "seq", name=op.f("pk_chat_message")),
    )
    op.create_table(
        "draw",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("dispute_id", sa.String(), nullable=False),
        sa.Column(
            "round_number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column(
            "draw_no",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column(
            "epoch_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column(
            "seats_wanted",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("commitment", sa.JSON(), nullable=False),
        sa.Column("commitment_digest", sa.String(), nullable=False),
        sa.Column("excluded_keys", sa.JSON(), nullable=False),
        sa.Column("server_seed", sa.String(), nullable=False),
        sa.Column("nonce", sa.String(), nullable=True),
        sa.Column("seed", sa.String(), nullable=True),
        sa.Column("weak_randomness", sa.Boolean(), nullable=False),
        sa.Column("committed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("nonce_due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seeded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "next_lane",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("exhausted", sa.Boolean(), nullable=False),
        sa.Column("list_root", sa.String(), nullable=True),
        sa.Column("list_rows", sa.LargeBinary(), nullable=True),
        sa.Column(
            "reading_seconds",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("window_ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("extended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_test_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("poll_closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name=op.f("fk_draw_dispute_id")
        ),
        sa.ForeignKeyConstraint(
            ["epoch_id"], ["roster_epoch.id"], name=op.f("fk_draw_epoch_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draw")),
        sa.UniqueConstraint(
            "dispute_id",
            "round_number",
            "draw_no",
            name=op.f("uq_draw_dispute_id_round_number_draw_no"),
        ),
    )
    op.create_table(
        "exhibit",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("dispute_id", sa.String(), nullable=False),
        sa.Column(
            "exhibit_no",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column(
            "version",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("caption", sa.String(), nullable=False),
        sa.Column("caption_language", sa.String(), nullable=False),
        sa.Column(
            "point_no",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=True,
        ),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("withheld_code", sa.String(), nullable=True),
        sa.Column("original_blob", sa.String(), nullable=False),
        sa.Column("original_digest", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("prepared_blob", sa.String(), nullable=True),
        sa.Column("shown_blob", sa.String(), nullable=True),
        sa.Column("shown_digest", sa.String(), nullable=True),
        sa.Column(
            "width", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "height",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=True,
        ),
        sa.Column("boxes", sa.JSON(), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("screened_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name=op.f("fk_exhibit_dispute_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exhibit")),
        sa.UniqueConstraint(
            "dispute_id",
            "exhibit_no",
            "version",
            name=op.f("uq_exhibit_dispute_id_exhibit_no_version"),
        ),
    )
    with op.batch_alter_table("exhibit", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_exhibit_dispute_id"), ["dispute_id"], unique=False
        )

    op.create_table(
        "idempotent_answer",
        sa.Column(
            "key_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("idempotency_key", sa.String(), nullable=False),
        sa.Column("request_digest", sa.String(), nullable=False),
        sa.Column(
            "status",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["key_id"], ["api_key.id"], name=op.f("fk_idempotent_answer_key_id")
        ),
        sa.PrimaryKeyConstraint(
            "key_id", "idempotency_key", name=op.f("pk_idempotent_answer")
        ),
    )
    with op.batch_alter_table("idempotent_answer", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_idempotent_answer_created_at"), ["created_at"], unique=False
        )

    op.create_table(
        "juror",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("row_key", sa.LargeBinary(), nullable=False),
        sa.Column(
            "import_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=True,
        ),
        sa.Column("volunteered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("volunteered_language", sa.String(), nullable=True),
        sa.Column("volunteered_categories", sa.String(), nullable=True),
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "import_id IS NOT NULL OR volunteered_at IS NOT NULL",
            name=op.f("ck_juror_came_somehow"),
        ),
        sa.CheckConstraint(
            "length(row_key) = 16", name=op.f("ck_juror_row_key_length")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["juror_import.id"], name=op.f("fk_juror_import_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_juror")),
        sa.UniqueConstraint("row_key", name=op.f("uq_juror_row_key")),
    )
    op.create_table(
        "ledger_transaction",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("dispute_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column(
            "attempt",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["dispute_id"],
            ["dispute.id"],
            name=op.f("fk_ledger_transaction_dispute_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_transaction")),
        sa.UniqueConstraint(
            "dispute_id",
            "kind",
            "attempt",
            name=op.f("uq_ledger_transaction_dispute_id_kind_attempt"),
        ),
    )
    op.create_table(
        "login_link",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column(
            "user_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("next_path", sa.String(), nullable=False),
        sa.Column(
            "minted_by",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("minted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("redeemed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["minted_by"], ["api_key.id"], name=op.f("fk_login_link_minted_by")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_login_link_user_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_link")),
        sa.UniqueConstraint("digest", name=op.f("uq_login_link_digest")),
    )
    with op.batch_alter_table("login_link", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_login_link_user_id_minted_at"),
            ["user_id", "minted_at"],
            unique=False,
        )

    op.create_table(
        "notice",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column(
            "user_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=True,
        ),
        sa.Column(
            "staff_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=True,
        ),
        sa.Column("dispute_id", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("once_key", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mail_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mailed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "mail_attempts",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("receipt", sa.String(), nullable=True),
        sa.Column("receipt_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name=op.f("fk_notice_dispute_id")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_notice_staff_id")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_notice_user_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("once_key", name=op.f("uq_notice_once_key")),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_notice_staff_id_made_at"),
            ["staff_id", "made_at"],
            unique=False,
        )
        batch_op.create_index(
            "ix_notice_unmailed", ["mailed_at", "mail_due_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_notice_user_id_made_at"),
            ["user_id", "made_at"],
            unique=False,
        )

    op.create_table(
        "party",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("dispute_id", sa.String(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column(
            "user_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("display_name", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("handles", sa.JSON(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("nicknames", sa.JSON(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("person_key", sa.String(), nullable=False),
        sa.Column("tie_keys", sa.JSON(), nullable=False),
        sa.Column(
            "trades_as_buyer",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column(
            "trades_as_seller",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_digest", sa.String(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name=op.f("fk_party_dispute_id")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_party_user_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party")),
        sa.UniqueConstraint(
            "dispute_id", "side", name=op.f("uq_party_dispute_id_side")
        ),
    )
    with op.batch_alter_table("party", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_party_user_id"), ["user_id"], unique=False)

    op.create_table(
        "redacted_text",
        sa.Column("dispute_id", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column(
            "revision",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("side", sa.String(), nullable=True),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name=op.f("fk_redacted_text_dispute_id")
        ),
        sa.PrimaryKeyConstraint(
            "dispute_id", "source", "revision", name=op.f("pk_redacted_text")
        ),
    )
    op.create_table(
        "refund_record",
        sa.Column("dispute_id", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column(
            "held_minor",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column(
            "attempt",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("instructed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer_code", sa.String(), nullable=True),
        sa.Column("delayed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "held_minor > 0", name=op.f("ck_refund_record_held_positive")
        ),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name=op.f("fk_refund_record_dispute_id")
        ),
        sa.PrimaryKeyConstraint("dispute_id", name=op.f("pk_refund_record")),
        sa.UniqueConstraint("ref", name=op.f("uq_refund_record_ref")),
    )
    op.create_table(
        "roster_segment",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "epoch_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("root", sa.LargeBinary(), nullable=False),
        sa.Column(
            "size", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("page_hashes", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("size > 0", name=op.f("ck_roster_segment_not_empty")),
        sa.ForeignKeyConstraint(
            ["epoch_id"], ["roster_epoch.id"], name=op.f("fk_roster_segment_epoch_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_segment")),
        sa.UniqueConstraint(
            "epoch_id", "key", name=op.f("uq_roster_segment_epoch_id_key")
        ),
    )
    op.create_table(
        "staff_role",
        sa.Column(
            "staff_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("role", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_staff_role_staff_id")
        ),
        sa.PrimaryKeyConstraint("staff_id", "role", name=op.f("pk_staff_role")),
    )
    op.create_table(
        "statement",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("dispute_id", sa.String(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column(
            "version",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("stance", sa.Boolean(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name=op.f("fk_statement_dispute_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
        sa.UniqueConstraint(
            "dispute_id",
            "side",
            "kind",
            "version",
            name=op.f("uq_statement_dispute_id_side_kind_version"),
        ),
    )
    op.create_table(
        "task",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("dispute_id", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "taken_by",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=True,
        ),
        sa.Column("taken_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "done_by",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=True,
        ),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name=op.f("fk_task_dispute_id")
        ),
        sa.ForeignKeyConstraint(
            ["taken_by"], ["staff.id"], name=op.f("fk_task_taken_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
        sa.UniqueConstraint(
            "dispute_id", "kind", "target", name=op.f("uq_task_dispute_id_kind_target")
        ),
    )
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.create_index("ix_task_open", ["done_at", "due_at"], unique=False)

    op.create_table(
        "verdict",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("dispute_id", sa.String(), nullable=False),
        sa.Column(
            "round_number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("ended_by", sa.String(), nullable=False),
        sa.Column(
            "rung", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("remedy", sa.String(), nullable=False),
        sa.Column(
            "buyer_minor",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column(
            "seller_minor",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column(
            "freight_minor",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("freight_bearer", sa.String(), nullable=True),
        sa.Column("calculation", sa.JSON(), nullable=False),
        sa.Column("split", sa.JSON(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column(
            "median_reading_seconds",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=True,
        ),
        sa.Column("staff_reason", sa.String(), nullable=True),
        sa.Column("pronounced_by", sa.String(), nullable=False),
        sa.Column("pronounced_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "buyer_minor >= 0 AND seller_minor >= 0 AND freight_minor >= 0",
            name=op.f("ck_verdict_award_not_negative"),
        ),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name=op.f("fk_verdict_dispute_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verdict")),
        sa.UniqueConstraint(
            "dispute_id",
            "round_number",
            name=op.f("uq_verdict_dispute_id_round_number"),
        ),
    )
    op.create_table(
        "enforcement",
        sa.Column("dispute_id", sa.String(), nullable=False),
        sa.Column(
            "verdict_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column(
            "held_minor",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column(
            "buyer_minor",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column(
            "seller_minor",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column(
            "freight_minor",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "buyer_minor + seller_minor + freight_minor = held_minor",
            name=op.f("ck_enforcement_splits_the_held_sum"),
        ),
        sa.CheckConstraint(
            "buyer_minor >= 0 AND seller_minor >= 0 AND freight_minor >= 0",
            name=op.f("ck_enforcement_not_negative"),
        ),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name=op.f("fk_enforcement_dispute_id")
        ),
        sa.ForeignKeyConstraint(
            ["verdict_id"], ["verdict.id"], name=op.f("fk_enforcement_verdict_id")
        ),
        sa.PrimaryKeyConstraint("dispute_id", name=op.f("pk_enforcement")),
        sa.UniqueConstraint("verdict_id", name=op.f("uq_enforcement_verdict_id")),
    )
    op.create_table(
        "event",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column(
            "position",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=True,
        ),
        sa.Column("dispute_id", sa.String(), nullable=True),
        sa.Column(
            "dispute_seq",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=True,
        ),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "held_for",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=True,
        ),
        sa.Column(
            "attempts",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_answer", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name=op.f("fk_event_dispute_id")
        ),
        sa.ForeignKeyConstraint(
            ["held_for"], ["draw.id"], name=op.f("fk_event_held_for")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint(
            "dispute_id", "dispute_seq", name=op.f("uq_event_dispute_id_dispute_seq")
        ),
        sa.UniqueConstraint("position", name=op.f("uq_event_position")),
        sa.UniqueConstraint("public_id", name=op.f("uq_event_public_id")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_event_held_for"), ["held_for"], unique=False
        )
        batch_op.create_index(
            "ix_event_undelivered", ["delivered_at", "next_attempt_at"], unique=False
        )
        batch_op.create_index(
            "ix_event_unnumbered", ["position", "held_for", "id"], unique=False
        )

    op.create_table(
        "juror_record",
        sa.Column(
            "juror_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column(
            "import_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("enrolled", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("adult", sa.Boolean(), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("account_opened_on", sa.Date(), nullable=False),
        sa.Column(
            "trades_completed",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column(
            "credit",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("last_active_at", sa.BigInteger(), nullable=True),
        sa.Column("strikes", sa.SmallInteger(), nullable=False),
        sa.Column("categories", sa.String(), nullable=False),
        sa.Column("person_key", sa.BigInteger(), nullable=True),
        sa.Column(
            "trades_as_buyer",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column(
            "trades_as_seller",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("locale", sa.String(), nullable=True),
        sa.Column("timezone", sa.String(), nullable=True),
        sa.Column("quiet_from", sa.SmallInteger(), nullable=True),
        sa.Column("quiet_until", sa.SmallInteger(), nullable=True),
        sa.CheckConstraint(
            "(quiet_from IS NULL) = (quiet_until IS NULL)",
            name=op.f("ck_juror_record_quiet_hours_whole"),
        ),
        sa.CheckConstraint(
            "credit >= 0 AND strikes >= 0",
            name=op.f("ck_juror_record_counts_not_negative"),
        ),
        sa.CheckConstraint(
            "quiet_from BETWEEN 0 AND 1439 AND quiet_until BETWEEN 0 AND 1439",
            name=op.f("ck_juror_record_quiet_hours_in_day"),
        ),
        sa.CheckConstraint(
            "trades_completed >= 0 AND trades_as_buyer >= 0 AND trades_as_seller >= 0",
            name=op.f("ck_juror_record_trades_not_negative"),
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["juror_import.id"], name=op.f("fk_juror_record_import_id")
        ),
        sa.ForeignKeyConstraint(
            ["juror_id"], ["juror.id"], name=op.f("fk_juror_record_juror_id")
        ),
        sa.PrimaryKeyConstraint("juror_id", "import_id", name=op.f("pk_juror_record")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "lane",
        sa.Column(
            "draw_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column(
            "position",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("segment", sa.String(), nullable=False),
        sa.Column(
            "lane_no",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column(
            "list_row",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=True,
        ),
        sa.Column(
            "row", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("row_key", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column(
            "juror_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(["draw_id"], ["draw.id"], name=op.f("fk_lane_draw_id")),
        sa.PrimaryKeyConstraint("draw_id", "position", name=op.f("pk_lane")),
    )
    op.create_table(
        "ledger_entry",
        sa.Column(
            "transaction_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column(
            "minor",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.CheckConstraint("minor <> 0", name=op.f("ck_ledger_entry_moves_something")),
        sa.ForeignKeyConstraint(
            ["transaction_id"],
            ["ledger_transaction.id"],
            name=op.f("fk_ledger_entry_transaction_id"),
        ),
        sa.PrimaryKeyConstraint(
            "transaction_id", "account", name=op.f("pk_ledger_entry")
        ),
    )
    op.create_table(
        "roster_page",
        sa.Column(
            "segment_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column(
            "page_no",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("keys", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint(
            "length(keys) > 0 AND length(keys) % 16 = 0",
            name=op.f("ck_roster_page_whole_rows"),
        ),
        sa.ForeignKeyConstraint(
            ["segment_id"],
            ["roster_segment.id"],
            name=op.f("fk_roster_page_segment_id"),
        ),
        sa.PrimaryKeyConstraint("segment_id", "page_no", name=op.f("pk_roster_page")),
    )
    op.create_table(
        "summons",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column(
            "draw_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column(
            "juror_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column(
            "rank", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reply_due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recusal_reason", sa.String(), nullable=True),
        sa.Column("first_side", sa.String(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["draw_id"], ["draw.id"], name=op.f("fk_summons_draw_id")
        ),
        sa.ForeignKeyConstraint(
            ["juror_id"], ["juror.id"], name=op.f("fk_summons_juror_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summons")),
        sa.UniqueConstraint(
            "draw_id", "juror_id", name=op.f("uq_summons_draw_id_juror_id")
        ),
        sa.UniqueConstraint("draw_id", "rank", name=op.f("uq_summons_draw_id_rank")),
    )
    with op.batch_alter_table("summons", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_summons_draw_id_state"), ["draw_id", "state"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_summons_juror_id_sent_at"),
            ["juror_id", "sent_at"],
            unique=False,
        )

    op.create_table(
        "ballot_draft",
        sa.Column("summons_id", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["summons_id"], ["summons.id"], name=op.f("fk_ballot_draft_summons_id")
        ),
        sa.PrimaryKeyConstraint("summons_id", name=op.f("pk_ballot_draft")),
    )
    op.create_table(
        "exhibit_opening",
        sa.Column("summons_id", sa.String(), nullable=False),
        sa.Column("exhibit_id", sa.String(), nullable=False),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["exhibit_id"], ["exhibit.id"], name=op.f("fk_exhibit_opening_exhibit_id")
        ),
        sa.ForeignKeyConstraint(
            ["summons_id"], ["summons.id"], name=op.f("fk_exhibit_opening_summons_id")
        ),
        sa.PrimaryKeyConstraint(
            "summons_id", "exhibit_id", name=op.f("pk_exhibit_opening")
        ),
    )
    op.create_table(
        "seat",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column(
            "draw_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column(
            "seat_no",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("summons_id", sa.String(), nullable=True),
        sa.Column("vote_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["draw_id"], ["draw.id"], name=op.f("fk_seat_draw_id")),
        sa.ForeignKeyConstraint(
            ["summons_id"], ["summons.id"], name=op.f("fk_seat_summons_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat")),
        sa.UniqueConstraint("draw_id", "seat_no", name=op.f("uq_seat_draw_id_seat_no")),
        sa.UniqueConstraint("summons_id", name=op.f("uq_seat_summons_id")),
    )
    op.create_table(
        "ballot",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("seat_id", sa.String(), nullable=False),
        sa.Column(
            "ballot_no",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column(
            "choice",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=True,
        ),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column(
            "reading_seconds",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("cast_bucket_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.CheckConstraint("ballot_no IN (1, 2)", name=op.f("ck_ballot_ballot_no")),
        sa.CheckConstraint(
            "choice IS NULL OR choice >= 0", name=op.f("ck_ballot_choice")
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["seat.id"], name=op.f("fk_ballot_seat_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot")),
        sa.UniqueConstraint(
            "seat_id", "ballot_no", name=op.f("uq_ballot_seat_id_ballot_no")
        ),
    )
    op.create_table(
        "juror_sentence",
        sa.Column("ballot_id", sa.String(), nullable=False),
        sa.Column("dispute_id", sa.String(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withheld_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballot.id"], name=op.f("fk_juror_sentence_ballot_id")
        ),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name=op.f("fk_juror_sentence_dispute_id")
        ),
        sa.PrimaryKeyConstraint("ballot_id", name=op.f("pk_juror_sentence")),
    )
    with op.batch_alter_table("juror_sentence", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_juror_sentence_dispute_id"), ["dispute_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("juror_sentence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_juror_sentence_dispute_id"))

    op.drop_table("juror_sentence")
    op.drop_table("ballot")
    op.drop_table("seat")
    op.drop_table("exhibit_opening")
    op.drop_table("ballot_draft")
    with op.batch_alter_table("summons", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_summons_juror_id_sent_at"))
        batch_op.drop_index(batch_op.f("ix_summons_draw_id_state"))

    op.drop_table("summons")
    op.drop_table("roster_page")
    op.drop_table("ledger_entry")
    op.drop_table("lane")
    op.drop_table("juror_record")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index("ix_event_unnumbered")
        batch_op.drop_index("ix_event_undelivered")
        batch_op.drop_index(batch_op.f("ix_event_held_for"))

    op.drop_table("event")
    op.drop_table("enforcement")
    op.drop_table("verdict")
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.drop_index("ix_task_open")

    op.drop_table("task")
    op.drop_table("statement")
    op.drop_table("staff_role")
    op.drop_table("roster_segment")
    op.drop_table("refund_record")
    op.drop_table("redacted_text")
    with op.batch_alter_table("party", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_party_user_id"))

    op.drop_table("party")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notice_user_id_made_at"))
        batch_op.drop_index("ix_notice_unmailed")
        batch_op.drop_index(batch_op.f("ix_notice_staff_id_made_at"))

    op.drop_table("notice")
    with op.batch_alter_table("login_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_login_link_user_id_minted_at"))

    op.drop_table("login_link")
    op.drop_table("ledger_transaction")
    op.drop_table("juror")
    with op.batch_alter_table("idempotent_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_idempotent_answer_created_at"))

    op.drop_table("idempotent_answer")
    with op.batch_alter_table("exhibit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_exhibit_dispute_id"))

    op.drop_table("exhibit")
    op.drop_table("draw")
    op.drop_table("chat_message")
    op.drop_table("user")
    op.drop_table("staff")
    op.drop_table("sandbox_clock")
    with op.batch_alter_table("roster_epoch", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_roster_epoch_committed_at"))

    op.drop_table("roster_epoch")
    op.drop_table("outage")
    op.drop_table("master_entry")
    op.drop_table("juror_tie")
    with op.batch_alter_table("juror_import", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_juror_import_staging",
            sqlite_where=sa.text("state = 'staging'"),
            postgresql_where=sa.text("state = 'staging'"),
        )

    op.drop_table("juror_import")
    op.drop_table("heartbeat")
    with op.batch_alter_table("dispute", schema=None) as batch_op:
        batch_op.drop_index("ix_dispute_order")
        batch_op.drop_index("ix_dispute_due")
        batch_op.drop_index("ix_dispute_docket")
        batch_op.drop_index(batch_op.f("ix_dispute_admitted_at"))

    op.drop_table("dispute")
    op.drop_table("audit_note")
    with op.batch_alter_table("audit_head", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_head_unlinked")

    op.drop_table("audit_head")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_entry_at"))

    op.drop_table("audit_entry")
    op.drop_table("api_key")
