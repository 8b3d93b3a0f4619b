"""What the door's store asks its database in every turn, made once: making a statement takes longer than running it.

The parameters of an update carry names of their own: those of its columns are what it sets.
"""

from __future__ import annotations

import sqlalchemy as sa

from storage.door_tables import conversation, message, open_turn

ID, SEQ = sa.bindparam("of_id", type_=sa.String), sa.bindparam("of_seq", type_=sa.Integer)

CONVERSATION = sa.select(conversation).where(conversation.c.id == ID)
ADDRESS = sa.select(conversation.c.address).where(conversation.c.id == ID)
OLDEST_ADDRESS = sa.select(conversation.c.address).order_by(conversation.c.updated_at).limit(1)
NEW_CONVERSATION = sa.insert(conversation)
CHANGE_CONVERSATION = sa.update(conversation).where(conversation.c.id == ID)
ONE_MORE_TURN = CHANGE_CONVERSATION.values(turns=conversation.c.turns + 1)

# `answered`: whether the message with that number is there, and this conversation's.
WITH_ANSWERED = sa.select(
    conversation,
    sa.select(message.c.seq).where(message.c.seq == SEQ, message.c.conversation_id == ID).exists().label("answered"),
).where(conversation.c.id == ID)

NEW_MESSAGE = sa.insert(message)
MARK = sa.update(message).where(message.c.seq == SEQ)
MARK_PENDING = MARK.where(message.c.pending.is_(True))

NEW_TURN = sa.insert(open_turn)
END_TURN = sa.delete(open_turn).where(open_turn.c.seq == SEQ)
