"""Makes the calls it is given with Segment's Python library."""

import datetime
import json
import sys

from segment.analytics.client import Client

NAMES = {
    "userId": "user_id",
    "anonymousId": "anonymous_id",
    "groupId": "group_id",
    "previousId": "previous_id",
}

client = Client("k" * 32, host=sys.argv[1], gzip=False)
for call in json.load(sys.stdin):
    kind = call.pop("type")
    members = {NAMES.get(name, name): value for name, value in call.items()}
    if "timestamp" in members:
        text = members["timestamp"].replace("Z", "+00:00")
        members["timestamp"] = datetime.datetime.fromisoformat(text)
    getattr(client, kind)(**members)
client.shutdown()
