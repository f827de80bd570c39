include "Referee.dfy"

// The stream of a recursive plan is accepted by the referee with s slots and takes n + Extra(plan)
// forward steps; so an optimal plan makes an optimal stream.
module Revolve {
  import opened Binomial
  import opened Referee

  // Reverses n … n + l − 1 with the forward at n: nothing of it is kept yet.
  function Enter(plan: Plan, n: nat, l: nat, s: nat, swept: bool): seq<Action>
    requires ReversesExec(plan, l, s)
    decreases plan, 1
  {
    match plan
    case Single => Recording(n, swept)
    case Split(i, after, before) =>
      [Forward(n, n + i, true, false)] + Enter(after, n + i, l - i, s - 1, swept)
      + Resume(before, n, i, s)
  }

  // Reverses n … n + l − 1 from the checkpoint of step n.
  function Resume(plan: Plan, n: nat, l: nat, s: nat): seq<Action>
    requires ReversesExec(plan, l, s)
    decreases plan, 0
  {
    match plan
    case Single => [Action.Move(n)] + Recording(n, true)
    case Split(i, after, before) =>
      [Action.Copy(n), Forward(n, n + i, false, false)] + Enter(after, n + i, l - i, s - 1, true)
      + Resume(before, n, i, s)
  }

  function Recording(n: nat, swept: bool): seq<Action> {
    [Forward(n, n + 1, false, true)] + (if swept then [] else [EndForward]) + [Reverse(n + 1, true)]
  }

  predicate ReversesExec(plan: Plan, l: nat, s: nat)
    ensures ReversesExec(plan, l, s) == Reverses(plan, l, s)
  {
    match plan
    case Single => l == 1
    case Split(i, after, before) =>
      s >= 1 && 1 <= i < l && ReversesExec(after, l - i, s - 1) && ReversesExec(before, i, s)
  }

  lemma First(s: nat, a: State, action: Action, rest: seq<Action>)
    requires Allowed(s, a, action) && Completes(s, Next(s, a, action), rest)
    ensures Completes(s, a, [action] + rest)
  {
    assert ([action] + rest)[1..] == rest;
  }

  // Behind the adjoint, with only the checkpoints before n left.
  predicate IsAfter(b: State, a: State, n: nat, kept: set<nat>) {
    b.length == a.length && b.adjoint == n && b.kept == kept && b.work == Empty
    && b.phase == Reversing
  }

  ghost predicate Continues(s: nat, a: State, n: nat, kept: set<nat>, rest: seq<Action>) {
    forall b: State | IsAfter(b, a, n, kept) :: Completes(s, b, rest)
  }

  lemma RecordingIsAccepted(s: nat, a: State, n: nat, rest: seq<Action>)
    requires a.forward == At(n) && a.adjoint == n + 1 && a.phase != Finished
    requires a.phase == Sweeping ==> a.adjoint == a.length
    requires Continues(s, a, n, a.kept, rest)
    ensures Completes(s, a, Recording(n, a.phase == Reversing) + rest)
  {
    var forward := Forward(n, n + 1, false, true);
    var b := Next(s, a, forward);
    var c := b.(phase := Reversing);
    var reverse := Reverse(n + 1, true);
    First(s, c, reverse, rest);
    if a.phase == Sweeping {
      First(s, b, EndForward, [reverse] + rest);
      First(s, a, forward, [EndForward] + ([reverse] + rest));
      assert Recording(n, false) + rest == [forward] + ([EndForward] + ([reverse] + rest));
    } else {
      First(s, a, forward, [reverse] + rest);
      assert Recording(n, true) + rest == [forward] + ([reverse] + rest);
    }
  }

  // `free` slots are free, the one of the start included.
  lemma EnterIsAccepted(plan: Plan, free: nat, s: nat, a: State, n: nat, rest: seq<Action>)
    requires a.forward == At(n) && n < a.adjoint && Reverses(plan, a.adjoint - n, free)
    requires a.phase != Finished && (a.phase == Sweeping ==> a.adjoint == a.length)
    requires |a.kept| + free <= s && forall x | x in a.kept :: x < n
    requires Continues(s, a, n, a.kept, rest)
    ensures Completes(
      s, a, Enter(plan, n, a.adjoint - n, free, a.phase == Reversing) + rest)
    decreases plan, 1
  {
    var y, swept := a.adjoint, a.phase == Reversing;
    match plan
    case Single => RecordingIsAccepted(s, a, n, rest);
    case Split(i, after, before) =>
      var forward := Forward(n, n + i, true, false);
      var b := Next(s, a, forward);
      var back := Resume(before, n, i, free) + rest;
      forall c: State | IsAfter(c, b, n + i, b.kept)
        ensures Completes(s, c, back)
      {
        assert c.kept - {n} == a.kept;
        ResumeIsAccepted(before, free, s, c, n, rest);
      }
      assert |b.kept| == |a.kept| + 1;
      EnterIsAccepted(after, free - 1, s, b, n + i, back);
      var on := Enter(after, n + i, y - n - i, free - 1, swept);
      First(s, a, forward, on + back);
      assert Enter(plan, n, y - n, free, swept) + rest == [forward] + (on + back);
  }

  lemma ResumeIsAccepted(plan: Plan, free: nat, s: nat, a: State, n: nat, rest: seq<Action>)
    requires n < a.adjoint && Reverses(plan, a.adjoint - n, free)
    requires n in a.kept && a.work == Empty && a.phase == Reversing
    requires |a.kept| - 1 + free <= s && forall x | x in a.kept :: x <= n
    requires Continues(s, a, n, a.kept - {n}, rest)
    ensures Completes(s, a, Resume(plan, n, a.adjoint - n, free) + rest)
    decreases plan, 0
  {
    var y := a.adjoint;
    match plan
    case Single =>
      var move := Action.Move(n);
      RecordingIsAccepted(s, Next(s, a, move), n, rest);
      First(s, a, move, Recording(n, true) + rest);
      assert Resume(plan, n, y - n, free) + rest == [move] + (Recording(n, true) + rest);
    case Split(i, after, before) =>
      var copy := Action.Copy(n);
      var forward := Forward(n, n + i, false, false);
      var b := Next(s, a, copy);
      var c := Next(s, b, forward);
      var back := Resume(before, n, i, free) + rest;
      forall d: State | IsAfter(d, c, n + i, c.kept)
        ensures Completes(s, d, back)
      {
        ResumeIsAccepted(before, free, s, d, n, rest);
      }
      EnterIsAccepted(after, free - 1, s, c, n + i, back);
      var on := Enter(after, n + i, y - n - i, free - 1, true);
      First(s, b, forward, on + back);
      First(s, a, copy, [forward] + (on + back));
      assert Resume(plan, n, y - n, free) + rest == [copy] + ([forward] + (on + back));
  }

  lemma CostOfBoth(one: seq<Action>, other: seq<Action>)
    ensures Cost(one + other) == Cost(one) + Cost(other)
    decreases |one|
  {
    if |one| == 0 {
      assert one + other == other;
    } else {
      assert (one + other)[1..] == one[1..] + other;
      CostOfBoth(one[1..], other);
    }
  }

  lemma CostOfRecording(n: nat, swept: bool)
    ensures Cost(Recording(n, swept)) == 1
  {
    var some := Recording(n, swept);
    assert some[0] == Forward(n, n + 1, false, true);
    CostOfBoth([some[0]], some[1..]);
    if !swept {
      assert some[1..] == [EndForward, Reverse(n + 1, true)];
      CostOfBoth([EndForward], [Reverse(n + 1, true)]);
      assert some[1..] == [EndForward] + [Reverse(n + 1, true)];
    } else {
      assert some[1..] == [Reverse(n + 1, true)];
    }
    assert some == [some[0]] + some[1..];
  }

  lemma CostOfEnter(plan: Plan, n: nat, l: nat, s: nat, swept: bool)
    requires ReversesExec(plan, l, s)
    ensures Cost(Enter(plan, n, l, s, swept)) == l + Extra(plan)
    decreases plan, 1
  {
    match plan
    case Single => CostOfRecording(n, swept);
    case Split(i, after, before) =>
      var one, two := [Forward(n, n + i, true, false)], Enter(after, n + i, l - i, s - 1, swept);
      CostOfBoth(one, two);
      CostOfBoth(one + two, Resume(before, n, i, s));
      CostOfEnter(after, n + i, l - i, s - 1, swept);
      CostOfResume(before, n, i, s);
  }

  lemma CostOfResume(plan: Plan, n: nat, l: nat, s: nat)
    requires ReversesExec(plan, l, s)
    ensures Cost(Resume(plan, n, l, s)) == l + Extra(plan)
    decreases plan, 0
  {
    match plan
    case Single =>
      CostOfRecording(n, true);
      CostOfBoth([Action.Move(n)], Recording(n, true));
    case Split(i, after, before) =>
      var one, two := [Action.Copy(n)], [Forward(n, n + i, false, false)];
      var three := Enter(after, n + i, l - i, s - 1, true);
      CostOfBoth(one, two);
      assert one + two == [Action.Copy(n), Forward(n, n + i, false, false)];
      CostOfBoth(one + two, three);
      CostOfBoth(one + two + three, Resume(before, n, i, s));
      CostOfEnter(after, n + i, l - i, s - 1, true);
      CostOfResume(before, n, i, s);
  }

  // With binomial advances, a stream that the referee accepts takes n + r·n − β(s + 1, r − 1) forward
  // steps; and no accepted stream takes fewer.
  lemma BinomialIsOptimal(n: nat, s: nat, r: nat) returns (stream: seq<Action>)
    requires n >= 1 && Repetitions(n, s, r) && (n >= 2 ==> s >= 1 && r >= 1)
    ensures Completes(s, Start(n), stream)
    ensures Cost(stream) == n + Bound(n, s, r)
    ensures forall other | Completes(s, Start(n), other) :: Cost(stream) <= Cost(other)
  {
    var plan := Attained(n, s, r);
    stream := Enter(plan, 0, n, s, false) + [EndReverse];
    forall b: State | IsAfter(b, Start(n), 0, {})
      ensures Completes(s, b, [EndReverse])
    {
      First(s, b, EndReverse, []);
    }
    EnterIsAccepted(plan, s, s, Start(n), 0, [EndReverse]);
    CostOfBoth(Enter(plan, 0, n, s, false), [EndReverse]);
    CostOfEnter(plan, 0, n, s, false);
    forall other | Completes(s, Start(n), other)
      ensures Cost(stream) <= Cost(other)
    {
      NoStreamIsCheaper(s, n, other, r);
    }
  }
}
