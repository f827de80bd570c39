"""The actions of the specs that come in, as the package checkpoint_schedules names them."""

import sys

import checkpoint_schedules as cs

for line in sys.stdin:
    for action in cs.CheckpointSchedule(line.strip()):
        arguments = (a.name if hasattr(a, "name") else str(a).lower() for a in action.args)
        print(type(action).__name__, *arguments)
        if isinstance(action, cs.EndReverse):
            break
