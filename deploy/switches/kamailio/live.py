#!/usr/bin/env python3
"""Tells Portal which calls are in progress: asks Kamailio for its dialogs and PUTs the whole set, every few seconds.

live.py RPC SWITCH URL KEYFILE [SECONDS]
  RPC      http://127.0.0.1:5081/RPC
  SWITCH   the name that the records have
  URL      https://portal.example.net
  KEYFILE  has an API key with the scope calls.write
  SECONDS  5; after 90 s of silence the calls count as stale, after 5 minutes they go

Where Kamailio doesn't answer nothing is sent: an empty set would say that no call is up.
"""
import json
import sys
import time
import urllib.request

RINGING, CONFIRMED = 2, 4  # of dialogs: 1 not yet rung, 2 rings, 3 and 4 answered, 5 ended


def ask(url, body, method, **headers):
    data = json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json", **headers}, method=method)
    with urllib.request.urlopen(request, timeout=10) as answer:
        return answer.read()


def calls(rpc):
    for dialog in json.loads(ask(rpc, {"jsonrpc": "2.0", "method": "dlg.list", "id": 1}, "POST"))["result"]:
        said = {name: value for one in dialog["variables"] for name, value in one.items()}
        if dialog["state"] > CONFIRMED or "id" not in said:
            continue
        yield {
            "callId": said["id"],
            "customer": said["customer"],
            "source": said.get("src"),
            "destination": said.get("dst"),
            "started": said["at"],
            "state": "ringing" if dialog["state"] <= RINGING else "answered",
        }


def main():
    rpc, switch, url, key_file = sys.argv[1:5]
    seconds = float(sys.argv[5]) if len(sys.argv) > 5 else 5
    failing = False
    while True:
        began = time.monotonic()
        try:
            with open(key_file, encoding="utf-8") as file:
                key = file.read().strip().rpartition(":")[2]
            told = {"switch": switch, "calls": list(calls(rpc))}
            ask(url.rstrip("/") + "/api/v1/calls/live", told, "PUT", Authorization="Bearer " + key)
            if failing:
                print("calls in progress are told again", flush=True)
            failing = False
        except Exception as problem:  # whatever it is, it is tried again
            if not failing:
                print(f"calls in progress were not told: {problem}", file=sys.stderr, flush=True)
            failing = True
        time.sleep(max(0.0, seconds - (time.monotonic() - began)))


if __name__ == "__main__":
    main()
