// The engine: whatever a policy within its contract answers, the stream is valid, completes the
// adjoint, and leaves no checkpoint behind. Any number of levels, restart data and dependencies. What a
// level may hold at most is the policy's care, and not part of the contract. Stiffly accurate schedules
// and schedules that start with a sweep are not modelled.
module Engine {
  datatype Kind = RestartData | Dependencies

  datatype Target = Level(level: nat) | Work | Nowhere

  datatype Action =
    | Forward(n0: nat, n1: nat, restart: bool, dependencies: bool, target: Target)
    | Reverse(n1: nat, n0: nat)
    | Copy(step: nat, source: nat)
    | Move(step: nat, source: nat)
    | EndForward
    | EndReverse

  datatype Contents = Empty | Restart(n: nat) | Recorded(first: nat, last: nat)

  datatype Place = Lost | At(n: nat)

  datatype Phase = Sweeping | Reversing | Finished

  datatype Position = Position(
    length: nat,
    forward: Place,
    adjoint: nat,
    work: Contents,
    kept: map<(nat, nat), Kind>,
    phase: Phase)

  // Rules 1 to 6 and 8 of the referee; checkpoints by (level, step).
  predicate Allowed(a: Position, action: Action) {
    a.phase != Finished
    && (action.EndForward? || !(a.phase == Sweeping && a.forward == At(a.length)))
    && match action
       case Forward(n0, n1, restart, dependencies, target) =>
         a.forward == At(n0) && n0 < n1 <= a.adjoint
         && (target.Level? ==> (target.level, n0) !in a.kept && restart != dependencies)
         && (target.Level? && dependencies ==> n1 == n0 + 1)
         && (target == Work ==> dependencies && !restart)
         && (target == Nowhere ==> !restart && !dependencies)
       case Reverse(n1, n0) =>
         a.phase == Reversing && a.adjoint == n1 && n0 < n1
         && a.work.Recorded? && a.work.first <= n0 && n1 <= a.work.last
       case Copy(step, source) =>
         (source, step) in a.kept && step < a.adjoint && a.work == Empty
       case Move(step, source) =>
         (source, step) in a.kept && step < a.adjoint && a.work == Empty
       case EndForward => a.phase == Sweeping && a.forward == At(a.length)
       case EndReverse => a.phase == Reversing && a.adjoint == 0 && a.kept == map[]
  }

  function Read(a: Position, step: nat, source: nat, kept: map<(nat, nat), Kind>): Position
    requires (source, step) in a.kept
  {
    match a.kept[(source, step)]
    case RestartData => a.(forward := At(step), work := Restart(step), kept := kept)
    case Dependencies => a.(forward := Lost, work := Recorded(step, step + 1), kept := kept)
  }

  function Next(a: Position, action: Action): Position
    requires Allowed(a, action)
  {
    match action
    case Forward(n0, n1, restart, dependencies, target) =>
      a.(
        forward := At(n1),
        work := if target == Work then Recorded(n0, n1) else Empty,
        kept := if !target.Level? then a.kept
          else a.kept[(target.level, n0) := if restart then RestartData else Dependencies])
    case Reverse(n1, n0) => a.(adjoint := n0, work := Empty)
    case Copy(step, source) => Read(a, step, source, a.kept)
    case Move(step, source) => Read(a, step, source, a.kept - {(source, step)})
    case EndForward => a.(phase := Reversing)
    case EndReverse => a.(phase := Finished)
  }

  predicate Completes(a: Position, actions: seq<Action>)
    decreases |actions|
  {
    if |actions| == 0 then a.phase == Finished
    else Allowed(a, actions[0]) && Completes(Next(a, actions[0]), actions[1..])
  }

  datatype Entry =
    | Record
    | Keep(level: nat, advance: nat, kept: int, rest: int)
    | Store(level: nat, rest: int)

  datatype Resumption = Advance(advance: nat, kept: int, rest: int) | Release(next: int)

  datatype Policy = Policy(enter: (nat, int) -> Entry, resume: (nat, int) -> Resumption)

  // All that a policy owes: advances of 1 … l − 1 steps.
  ghost predicate Contract(policy: Policy) {
    (forall l: nat, c: int | l >= 2 && policy.enter(l, c).Keep? ::
      1 <= policy.enter(l, c).advance < l)
    && forall l: nat, c: int | l >= 2 && policy.resume(l, c).Advance? ::
      1 <= policy.resume(l, c).advance < l
  }

  datatype Stack = Bottom | Kept(step: nat, level: nat, kind: Kind, context: int, below: Stack)

  // What is kept is what the steps before n are reversed from.
  predicate Covers(stack: Stack, n: nat) {
    match stack
    case Bottom => n == 0
    case Kept(step, _, kind, _, below) =>
      step < n && (kind == Dependencies ==> step + 1 == n) && Covers(below, step)
  }

  function Checkpoints(stack: Stack): map<(nat, nat), Kind> {
    match stack
    case Bottom => map[]
    case Kept(step, level, kind, _, below) => Checkpoints(below)[(level, step) := kind]
  }

  // The steps n … a − 1 are recorded into WORK and reversed.
  function Recording(n: nat, a: nat, swept: bool): seq<Action> {
    [Forward(n, a, false, true, Work)] + (if swept then [] else [EndForward]) + [Reverse(a, n)]
  }

  // The forward stands at n and the adjoint at a; `swept` tells whether EndForward has been given.
  ghost function Enter(policy: Policy, n: nat, a: nat, context: int, stack: Stack, swept: bool)
    : seq<Action>
    requires Contract(policy) && n < a && Covers(stack, n)
    decreases a, a - n
  {
    if a - n == 1 then Recording(n, a, swept) + Back(policy, n, stack)
    else
      match policy.enter(a - n, context)
      case Record => Recording(n, a, swept) + Back(policy, n, stack)
      case Keep(level, advance, kept, rest) =>
        [Forward(n, n + advance, true, false, Level(level))]
        + Enter(policy, n + advance, a, rest, Kept(n, level, RestartData, kept, stack), swept)
      case Store(level, rest) =>
        [Forward(n, n + 1, false, true, Level(level))]
        + Enter(policy, n + 1, a, rest, Kept(n, level, Dependencies, 0, stack), swept)
  }

  // The adjoint stands at a, and the forward is of no use.
  ghost function Back(policy: Policy, a: nat, stack: Stack): seq<Action>
    requires Contract(policy) && Covers(stack, a)
    decreases a, a + 1
  {
    match stack
    case Bottom => [EndReverse]
    case Kept(step, level, kind, context, below) =>
      if kind == Dependencies then [Move(step, level), Reverse(a, step)] + Back(policy, step, below)
      else if a - step == 1 then
        [Move(step, level)] + Recording(step, a, true) + Back(policy, step, below)
      else
        match policy.resume(a - step, context)
        case Advance(advance, kept, rest) =>
          [Copy(step, level), Forward(step, step + advance, false, false, Nowhere)]
          + Enter(
            policy, step + advance, a, rest, Kept(step, level, RestartData, kept, below), true)
        case Release(next) => [Move(step, level)] + Enter(policy, step, a, next, below, true)
  }

  lemma Before(stack: Stack, n: nat)
    requires Covers(stack, n)
    ensures forall key | key in Checkpoints(stack) :: key.1 < n
    decreases stack
  {
    if stack.Kept? { Before(stack.below, stack.step); }
  }

  lemma TakenAway(stack: Stack, n: nat)
    requires Covers(stack, n) && stack.Kept?
    ensures (stack.level, stack.step) in Checkpoints(stack)
    ensures Checkpoints(stack)[(stack.level, stack.step)] == stack.kind
    ensures Checkpoints(stack) - {(stack.level, stack.step)} == Checkpoints(stack.below)
  {
    Before(stack.below, stack.step);
  }

  lemma First(a: Position, action: Action, rest: seq<Action>)
    requires Allowed(a, action) && Completes(Next(a, action), rest)
    ensures Completes(a, [action] + rest)
  {
    assert ([action] + rest)[1..] == rest;
  }

  lemma RecordingIsValid(a: Position, n: nat, rest: seq<Action>)
    requires a.forward == At(n) && n < a.adjoint
    requires a.phase == Reversing || (a.phase == Sweeping && a.adjoint == a.length)
    requires Completes(
      a.(forward := At(a.adjoint), adjoint := n, work := Empty, phase := Reversing), rest)
    ensures Completes(a, Recording(n, a.adjoint, a.phase == Reversing) + rest)
  {
    var y := a.adjoint;
    var forward := Forward(n, y, false, true, Work);
    var b := Next(a, forward);
    var c := b.(phase := Reversing);
    First(c, Reverse(y, n), rest);
    if a.phase == Sweeping {
      First(b, EndForward, [Reverse(y, n)] + rest);
      First(a, forward, [EndForward] + ([Reverse(y, n)] + rest));
      assert Recording(n, y, false) + rest == [forward] + ([EndForward] + ([Reverse(y, n)] + rest));
    } else {
      First(a, forward, [Reverse(y, n)] + rest);
      assert Recording(n, y, true) + rest == [forward] + ([Reverse(y, n)] + rest);
    }
  }

  lemma EnterIsValid(policy: Policy, context: int, stack: Stack, a: Position)
    requires Contract(policy) && a.forward.At? && a.forward.n < a.adjoint
    requires Covers(stack, a.forward.n) && a.kept == Checkpoints(stack)
    requires a.phase == Reversing || (a.phase == Sweeping && a.adjoint == a.length)
    ensures Completes(
      a, Enter(policy, a.forward.n, a.adjoint, context, stack, a.phase == Reversing))
    decreases a.adjoint, a.adjoint - a.forward.n
  {
    var n, y, swept := a.forward.n, a.adjoint, a.phase == Reversing;
    if y - n == 1 || policy.enter(y - n, context).Record? {
      var b := a.(forward := At(y), adjoint := n, work := Empty, phase := Reversing);
      BackIsValid(policy, stack, b);
      RecordingIsValid(a, n, Back(policy, n, stack));
    } else {
      Before(stack, n);
      match policy.enter(y - n, context)
      case Keep(level, advance, kept, rest) =>
        var forward := Forward(n, n + advance, true, false, Level(level));
        var above := Kept(n, level, RestartData, kept, stack);
        EnterIsValid(policy, rest, above, Next(a, forward));
        First(a, forward, Enter(policy, n + advance, y, rest, above, swept));
      case Store(level, rest) =>
        var forward := Forward(n, n + 1, false, true, Level(level));
        var above := Kept(n, level, Dependencies, 0, stack);
        EnterIsValid(policy, rest, above, Next(a, forward));
        First(a, forward, Enter(policy, n + 1, y, rest, above, swept));
    }
  }

  lemma BackIsValid(policy: Policy, stack: Stack, a: Position)
    requires Contract(policy) && Covers(stack, a.adjoint) && a.kept == Checkpoints(stack)
    requires a.phase == Reversing && a.work == Empty
    ensures Completes(a, Back(policy, a.adjoint, stack))
    decreases a.adjoint, a.adjoint + 1
  {
    var y := a.adjoint;
    match stack
    case Bottom => First(a, EndReverse, []);
    case Kept(step, level, kind, context, below) =>
      TakenAway(stack, y);
      var move := Move(step, level);
      if kind == Dependencies {
        var b := Next(a, move);
        var c := Next(b, Reverse(y, step));
        var rest := Back(policy, step, below);
        BackIsValid(policy, below, c);
        First(b, Reverse(y, step), rest);
        First(a, move, [Reverse(y, step)] + rest);
        assert [move, Reverse(y, step)] + rest == [move] + ([Reverse(y, step)] + rest);
      } else if y - step == 1 {
        var b := Next(a, move);
        var c := b.(forward := At(y), adjoint := step, work := Empty);
        var rest := Back(policy, step, below);
        BackIsValid(policy, below, c);
        RecordingIsValid(b, step, rest);
        First(a, move, Recording(step, y, true) + rest);
        assert [move] + Recording(step, y, true) + rest
            == [move] + (Recording(step, y, true) + rest);
      } else {
        match policy.resume(y - step, context)
        case Advance(advance, kept, rest) =>
          var copy := Copy(step, level);
          var forward := Forward(step, step + advance, false, false, Nowhere);
          var again := Kept(step, level, RestartData, kept, below);
          var b := Next(a, copy);
          var c := Next(b, forward);
          EnterIsValid(policy, rest, again, c);
          var on := Enter(policy, step + advance, y, rest, again, true);
          First(b, forward, on);
          First(a, copy, [forward] + on);
          assert [copy, forward] + on == [copy] + ([forward] + on);
        case Release(next) =>
          var b := Next(a, move);
          EnterIsValid(policy, next, below, b);
          First(a, move, Enter(policy, step, y, next, below, true));
      }
  }

  // Every schedule of at least one step under a policy within its contract is valid and complete, and
  // EndReverse is allowed only where no checkpoint is left.
  lemma EveryPolicyIsValid(policy: Policy, length: nat, context: int)
    requires Contract(policy) && length >= 1
    ensures Completes(
      Position(length, At(0), length, Empty, map[], Sweeping),
      Enter(policy, 0, length, context, Bottom, false))
  {
    EnterIsValid(policy, context, Bottom, Position(length, At(0), length, Empty, map[], Sweeping));
  }
}
