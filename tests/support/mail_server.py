"""A mail server for tests (aiosmtpd): keeps what it gets in a folder, one JSON file a mail, parsed by Python's own e-mail package.

    mail_server.py FOLDER PORT [--certificate FILE --key FILE] [--user NAME --password SECRET]

Prints its port. Recipients that begin with "refused" are unknown (550), with "busy" come too early (450).
"""
import argparse
import asyncio
import email
import email.policy
import itertools
import json
import os
import ssl

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

parser = argparse.ArgumentParser()
parser.add_argument("folder")
parser.add_argument("port", type=int)
parser.add_argument("--certificate")
parser.add_argument("--key")
parser.add_argument("--user")
parser.add_argument("--password")
options = parser.parse_args()
numbers = itertools.count(len(os.listdir(options.folder)))


class Keeper:
    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if address.startswith("refused"):
            return "550 5.1.1 no such mailbox"
        if address.startswith("busy"):
            return "450 4.2.1 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.original_content, policy=email.policy.default)
        body = message.get_body(("plain",))
        text = body.get_content() if body else ""
        kept = {
            "sender": envelope.mail_from,
            "recipients": envelope.rcpt_tos,
            "secure": session.ssl is not None,
            "user": session.auth_data.login.decode() if session.auth_data else "",
            "headers": [name for name, _ in message.items()],
            "subject": str(message["Subject"]),
            "from": str(message["From"]),
            "to": str(message["To"]),
            "messageId": str(message["Message-ID"]),
            "autoSubmitted": str(message["Auto-Submitted"]),
            "text": text,
            "attachments": [
                {
                    "name": part.get_filename(),
                    "mediaType": part.get_content_type(),
                    "content": part.get_payload(decode=True).decode("latin-1"),
                }
                for part in message.iter_attachments()
            ],
            "defects": [str(defect) for defect in message.defects],
            "longestLine": max(len(line) for line in envelope.original_content.split(b"\r\n")),
        }
        path = os.path.join(options.folder, f"{next(numbers):04}.json")
        with open(path + ".part", "w", encoding="utf-8") as file:
            json.dump(kept, file)
        os.rename(path + ".part", path)
        return "250 OK"


def check(server, session, envelope, mechanism, data):
    good = isinstance(data, LoginPassword) and data.login.decode() == options.user and data.password.decode() == options.password
    return AuthResult(success=good, handled=good, auth_data=data)


def connection():
    context = None
    if options.certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(options.certificate, options.key)
    return SMTP(
        Keeper(),
        hostname="mail.test.example",
        tls_context=context,
        require_starttls=context is not None,
        authenticator=check if options.user else None,
        auth_required=options.user is not None,
        auth_require_tls=context is not None,
    )


async def serve():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(connection, "127.0.0.1", options.port)
    print(server.sockets[0].getsockname()[1], flush=True)
    async with server:
        await server.serve_forever()


asyncio.run(serve())
