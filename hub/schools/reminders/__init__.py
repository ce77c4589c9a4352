"""Reminders of what is due.

When: 60 days before the due day, 30 days before, on the day, and then every 7 days until it is fixed. What could be
done by its day alone, such as meetings in a window that has closed, is reminded of once after it. One reminder is
current at a time: after a standstill the current one goes out late, once, and those before it never do.

To whom: the school's careers leaders, up to and on the day. From the first week after it, when it is overdue, the head
and the governors as well: until then it is the careers leader's work, and nobody is told of what is in hand. Where a
school has no careers leader here, the head takes that place, then the governors. Only people who can sign in and who
work for that school: the address on the public careers page is for families, and its mailbox may have other readers.

How: `plan` says what there is to send, `letters` writes it down, in one transaction for each person, and `post` sends
what is written, after it is committed. Whatever is sent is written first, and what is written is never written twice.

May import every other sub-room, and hub.accounts and hub.publication.
"""
