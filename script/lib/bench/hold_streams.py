#!/usr/bin/env python3
"""Holds many event streams open: hold_streams.py PORT PATH SECRET COUNT SAMPLE

Says "open" when all are. Then, for each line of standard input, waits until every one of SAMPLE streams, spread over all
in the order of opening, has been sent something that holds the line, and prints when (milliseconds since 1970) as JSON.
The other streams are read afterwards, so that reading them costs nothing while it is measured."""
import json
import select
import socket
import sys
import time

PORT, PATH, SECRET, COUNT, SAMPLE = int(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5])
HEAD = (f"GET {PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n"
        f"Authorization: Bearer {SECRET}\r\n\r\n").encode()


def open_stream():
    stream = socket.create_connection(("127.0.0.1", PORT))
    stream.sendall(HEAD)
    answer = b""
    while b"\r\n\r\n" not in answer:
        more = stream.recv(4096)
        if not more:
            break
        answer += more
    if not answer.startswith(b"HTTP/1.1 200"):
        sys.exit(f"no stream: {answer[:400].decode()}")
    stream.setblocking(False)
    return stream


def drain(stream):
    try:
        while stream.recv(65536):
            pass
        sys.exit("a stream was closed")
    except BlockingIOError:
        pass


def arrivals(sample, poll, word):
    waiting = {stream.fileno(): (stream, b"") for stream in sample}
    times = []
    while waiting:
        for number, _ in poll.poll():
            if number not in waiting:
                continue
            stream, text = waiting[number]
            text += stream.recv(65536)
            if word in text:
                times.append(time.time() * 1000)
                del waiting[number]
            else:
                waiting[number] = (stream, text)
    return times


def main():
    streams = [open_stream() for _ in range(COUNT)]
    sample = streams[:: max(1, COUNT // SAMPLE)]
    poll = select.epoll()
    for stream in sample:
        poll.register(stream, select.EPOLLIN | select.EPOLLET)
    print("open", flush=True)
    for line in sys.stdin:
        times = arrivals(sample, poll, line.strip().encode())
        for stream in streams:
            drain(stream)
        print(json.dumps(times), flush=True)


main()
