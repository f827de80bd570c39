"""What is wrong with the specs that come in, a line each."""

import sys

import checkpoint_schedules as cs

for line in sys.stdin:
    try:
        cs.CheckpointSchedule(line.rstrip("\n"))
        print("fine")
    except cs.SchedulesError as error:
        print(error.status, error)
