"""A mail server that refuses: some addresses, or everything while it is down."""

from smtplib import SMTPRecipientsRefused

from django.core.mail.backends.locmem import EmailBackend

REFUSED: set[str] = set()
STATE = {"down": False}


class FussyBackend(EmailBackend):
    def send_messages(self, messages):
        if STATE["down"]:
            raise ConnectionRefusedError("connection refused")
        for message in messages:
            if bad := REFUSED & set(message.to):
                raise SMTPRecipientsRefused(dict.fromkeys(bad, (550, b"no such mailbox")))
        return super().send_messages(messages)
