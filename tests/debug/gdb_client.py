"""GDB's protocol, said by hand, and a run's end."""

import contextlib
import socket


class Client:
    """The protocol, said by hand."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(20)
        self.socket.connect(str(path))
        self.read = b""

    def send(self, payload):
        body = payload if isinstance(payload, bytes) else payload.encode()
        self.socket.sendall(b"$" + body + b"#%02x" % (sum(body) & 255))

    def answer(self):
        while True:
            begin = self.read.find(b"$")
            end = self.read.find(b"#", begin)
            if 0 <= begin < end and len(self.read) >= end + 3:
                body, self.read = self.read[begin + 1:end], self.read[end + 3:]
                return body.decode()
            piece = self.socket.recv(65536)
            assert piece, "the server has closed"
            self.read += piece

    def ask(self, payload):
        self.send(payload)
        return self.answer()


@contextlib.contextmanager
def client_at(path):
    client = Client(path)
    try:
        yield client
    finally:
        client.socket.close()


def end_of(process):
    out = process.communicate(timeout=120)[0]
    return process.returncode, out
