include "Pebbles.dfy"

// The referee's rules for one level of restart data, with WORK holding the dependencies of at most one
// step, as a transition system; and that no stream that they accept takes fewer forward steps than
// binomial checkpointing. Not only recursive schedules: all streams of actions.
module Referee {
  import opened Binomial
  import opened Room
  import opened Pebbles

  datatype Action =
    | Forward(n0: nat, n1: nat, keep: bool, record: bool)
    | Copy(step: nat)
    | Move(step: nat)
    | Delete(step: nat)
    | Reverse(n1: nat, clear: bool)
    | EndForward
    | EndReverse

  datatype Work = Empty | RestartData | Dependencies(step: nat)

  datatype Option = Nowhere | At(step: nat)

  datatype Phase = Sweeping | Reversing | Finished

  datatype State = State(
    length: nat,
    forward: Option,
    adjoint: nat,
    kept: set<nat>,
    work: Work,
    phase: Phase)

  function Start(length: nat): State {
    State(length, At(0), length, {}, Empty, Sweeping)
  }

  // Rules 1 to 8 of the referee, for s slots.
  predicate Allowed(s: nat, a: State, action: Action) {
    a.phase != Finished
    && (action.EndForward? || !(a.phase == Sweeping && a.forward == At(a.length)))
    && match action
       case Forward(n0, n1, keep, record) =>
         a.forward == At(n0) && n0 < n1 <= a.adjoint
         && (keep ==> n0 !in a.kept && |a.kept| < s)
         && (record ==> n1 == n0 + 1 && !keep)
       case Copy(step) => step in a.kept && step < a.adjoint && a.work == Empty
       case Move(step) => step in a.kept && step < a.adjoint && a.work == Empty
       case Delete(step) => step in a.kept
       case Reverse(n1, clear) =>
         a.phase == Reversing && a.adjoint == n1 && n1 >= 1 && a.work == Dependencies(n1 - 1)
       case EndForward => a.phase == Sweeping && a.forward == At(a.length)
       case EndReverse => a.phase == Reversing && a.adjoint == 0 && a.kept == {}
  }

  function Next(s: nat, a: State, action: Action): State
    requires Allowed(s, a, action)
  {
    match action
    case Forward(n0, n1, keep, record) =>
      a.(
        forward := At(n1),
        kept := if keep then a.kept + {n0} else a.kept,
        work := if record then Dependencies(n0) else Empty)
    case Copy(step) => a.(forward := At(step), work := RestartData)
    case Move(step) => a.(forward := At(step), work := RestartData, kept := a.kept - {step})
    case Delete(step) => a.(kept := a.kept - {step})
    case Reverse(n1, clear) => a.(adjoint := n1 - 1, work := if clear then Empty else a.work)
    case EndForward => a.(phase := Reversing)
    case EndReverse => a.(phase := Finished)
  }

  predicate Completes(s: nat, a: State, actions: seq<Action>)
    decreases |actions|
  {
    if |actions| == 0 then a.phase == Finished
    else Allowed(s, a, actions[0]) && Completes(s, Next(s, a, actions[0]), actions[1..])
  }

  // How often a step is advanced over, recorded or not.
  function Over(action: Action, x: nat): nat {
    if action.Forward? && action.n0 <= x < action.n1 then 1 else 0
  }

  function Times(actions: seq<Action>, x: nat): nat
    decreases |actions|
  {
    if |actions| == 0 then 0 else Over(actions[0], x) + Times(actions[1..], x)
  }

  function Steps(action: Action): nat {
    if action.Forward? && action.n0 < action.n1 then action.n1 - action.n0 else 0
  }

  // The forward steps of a stream.
  function Cost(actions: seq<Action>): nat
    decreases |actions|
  {
    if |actions| == 0 then 0 else Steps(actions[0]) + Cost(actions[1..])
  }

  ghost predicate Sound(s: nat, a: State) {
    |a.kept| <= s && a.adjoint <= a.length
    && (a.phase == Finished ==> a.adjoint == 0)
    && (a.work.Dependencies? ==> a.forward == At(a.work.step + 1))
  }

  lemma SoundNext(s: nat, a: State, action: Action)
    requires Sound(s, a) && Allowed(s, a, action)
    ensures Sound(s, Next(s, a, action))
  {
    match action
    case Forward(n0, n1, keep, record) =>
      if keep { assert |a.kept + {n0}| == |a.kept| + 1; }
    case Move(step) => assert |a.kept - {step}| == |a.kept| - 1;
    case Delete(step) => assert |a.kept - {step}| == |a.kept| - 1;
    case _ =>
  }

  // A recorded step that is not reversed yet: the forward stands after it, but counts as at its start.
  predicate Pending(a: State) {
    a.work.Dependencies? && a.work.step < a.adjoint
  }

  // Where the forward counts as standing; it cannot go on from behind the adjoint.
  function Place(a: State): Option {
    if Pending(a) then At(a.work.step)
    else if a.forward.At? && a.forward.step <= a.adjoint then a.forward
    else Nowhere
  }

  ghost function PebblesOf(a: State): set<nat> {
    a.kept + {0} + (if Place(a).At? then {Place(a).step} else {})
  }

  // Executions to come of step x, beyond one that records it and is used.
  function ExtraOf(a: State, actions: seq<Action>, x: nat): int {
    Times(actions, x) + (if Pending(a) && x == a.work.step then 1 else 0) - 1
  }

  function Extras(a: State, actions: seq<Action>): seq<int> {
    seq(a.length, x requires 0 <= x => ExtraOf(a, actions, x))
  }

  // As long as step 0 is to be reversed, its restart data or the forward are there.
  lemma StartIsThere(s: nat, a: State, actions: seq<Action>)
    requires Sound(s, a) && Completes(s, a, actions) && a.phase != Finished && a.adjoint >= 1
    ensures 0 in a.kept || Place(a) == At(0)
    decreases |actions|
  {
    var action := actions[0];
    var b := Next(s, a, action);
    SoundNext(s, a, action);
    if b.phase != Finished && b.adjoint >= 1 {
      StartIsThere(s, b, actions[1..]);
    }
  }

  lemma FewPebbles(s: nat, a: State, actions: seq<Action>)
    requires Sound(s, a) && Completes(s, a, actions) && a.phase != Finished && a.adjoint >= 1
    ensures |PebblesOf(a)| <= s + 1
  {
    StartIsThere(s, a, actions);
    if 0 in a.kept {
      assert a.kept + {0} == a.kept;
      if Place(a).At? { Adding(a.kept, Place(a).step); }
    } else {
      assert PebblesOf(a) == a.kept + {0};
      Adding(a.kept, 0);
    }
  }

  lemma Adding(some: set<nat>, x: nat)
    ensures |some + {x}| <= |some| + 1
  {
    if x in some { assert some + {x} == some; } else { assert |some + {x}| == |some| + 1; }
  }

  // The forward advances from n0 to n1, one step after the other, and is at n1 then.
  lemma Advance(s: nat, kept: set<nat>, n0: nat, n1: nat, y: nat, before: seq<int>, after: seq<int>)
    requires n0 <= n1 <= y <= |before| == |after| && 0 in kept && |kept| <= s
    requires forall x | 0 <= x < y ::
      before[x] == after[x] + if n0 <= x < n1 then 1 else 0
    requires Within(s, kept + {n1}, y, after)
    ensures Within(s, kept + {n0}, y, before)
    decreases n1 - n0
  {
    if n0 == n1 {
      SameExtras(s, kept + {n0}, y, after, before);
    } else {
      var between := before[n0 := before[n0] - 1];
      Advance(s, kept, n0 + 1, n1, y, between, after);
      OneStep(s, kept, n0, y, between);
      assert between[n0 := between[n0] + 1] == before;
    }
  }

  lemma OneStep(s: nat, kept: set<nat>, w: nat, y: nat, extra: seq<int>)
    requires w < y <= |extra| && 0 in kept && |kept| <= s
    requires Within(s, kept + {w + 1}, y, extra)
    ensures Within(s, kept + {w}, y, extra[w := extra[w] + 1])
  {
    if w in kept {
      assert kept + {w} == kept;
      Adding(kept, w + 1);
      Leave(s, kept, w, y, extra);
    } else {
      assert kept + {w} - {w} + {w + 1} == kept + {w + 1};
      Pebbles.Move(s, kept + {w}, w, y, extra);
    }
  }

  lemma SameExtras(s: nat, pebbles: set<nat>, y: nat, one: seq<int>, other: seq<int>)
    requires y <= |one| && y <= |other| && forall x | 0 <= x < y :: one[x] == other[x]
    requires Within(s, pebbles, y, one)
    ensures Within(s, pebbles, y, other)
  {
    forall q: seq<nat>, k: seq<int> |
      Increasing(q) && Elements(q) == pebbles && |k| == |q| && |q| <= s + 1
      ensures Count(q, k, other, y) <= Room.Capacity(s, k)
    {
      CountIsMonotone(q, k, other, q, k, one, y);
      assert Count(q, k, one, y) <= Room.Capacity(s, k);
    }
  }

  lemma DropTo(s: nat, pebbles: set<nat>, left: set<nat>, y: nat, extra: seq<int>)
    requires y <= |extra| && left <= pebbles && (0 in pebbles ==> 0 in left)
    requires Within(s, left, y, extra)
    ensures Within(s, pebbles, y, extra)
    decreases pebbles - left
  {
    if left != pebbles {
      if pebbles - left == {} {
        assert forall x :: x in pebbles ==> x in left by {
          forall x | x in pebbles
            ensures x in left
          {
            if x !in left { assert x in pebbles - left; }
          }
        }
        assert left == pebbles;
      }
      var w :| w in pebbles - left;
      assert w !in pebbles - {w} - left;
      DropTo(s, pebbles - {w}, left, y, extra);
      Drop(s, pebbles, w, y, extra);
    } else {
      assert left == pebbles;
    }
  }

  lemma NothingLeft(s: nat, pebbles: set<nat>, extra: seq<int>)
    ensures Within(s, pebbles, 0, extra)
  {
  }

  // From any state that completes, few of the steps to come are advanced over seldom.
  lemma FewAreSeldom(s: nat, a: State, actions: seq<Action>)
    requires Sound(s, a) && Completes(s, a, actions)
    ensures Within(s, PebblesOf(a), a.adjoint, Extras(a, actions))
    decreases |actions|
  {
    if a.adjoint == 0 {
      NothingLeft(s, PebblesOf(a), Extras(a, actions));
    } else {
      var action := actions[0];
      var b := Next(s, a, action);
      SoundNext(s, a, action);
      FewAreSeldom(s, b, actions[1..]);
      match action
      case Forward(_, _, _, _) => AfterForward(s, a, actions);
      case Reverse(_, _) => AfterReverse(s, a, actions);
      case _ =>
        SameExtras(s, PebblesOf(b), a.adjoint, Extras(b, actions[1..]), Extras(a, actions));
        DropTo(s, PebblesOf(a), PebblesOf(b), a.adjoint, Extras(a, actions));
    }
  }

  lemma AfterForward(s: nat, a: State, actions: seq<Action>)
    requires Sound(s, a) && Completes(s, a, actions) && a.adjoint >= 1 && a.phase != Finished
    requires actions[0].Forward?
    requires var b := Next(s, a, actions[0]);
      Sound(s, b) && Within(s, PebblesOf(b), b.adjoint, Extras(b, actions[1..]))
    ensures Within(s, PebblesOf(a), a.adjoint, Extras(a, actions))
  {
    var action, rest, y := actions[0], actions[1..], a.adjoint;
    var n0, n1 := action.n0, action.n1;
    var b := Next(s, a, action);
    var extra := Extras(b, rest);
    StartIsThere(s, b, rest);
    // Without what was pending before this action.
    var between := seq(a.length, x requires 0 <= x => Times(actions, x) - 1);
    if action.record {
      assert Place(b) == At(n0);
      SameExtras(s, PebblesOf(b), y, extra, between);
      assert PebblesOf(b) == b.kept + {0} + {n0};
    } else {
      assert Place(b) == At(n1);
      assert 0 in b.kept;
      assert PebblesOf(b) == b.kept + {n1};
      Advance(s, b.kept, n0, n1, y, between, extra);
      assert b.kept + {n0} == b.kept + {0} + {n0};
    }
    assert Within(s, b.kept + {0} + {n0}, y, between);
    assert b.kept + {0} + {n0} == a.kept + {0} + {n0};
    if Pending(a) {
      assert n0 == a.work.step + 1;
      assert 0 in b.kept;
      assert 0 in a.kept;
      assert a.kept + {0} + {n0} == a.kept + {n0};
      Advance(s, a.kept, n0 - 1, n0, y, Extras(a, actions), between);
      assert PebblesOf(a) == a.kept + {n0 - 1};
    } else {
      assert PebblesOf(a) == a.kept + {0} + {n0};
      SameExtras(s, PebblesOf(a), y, between, Extras(a, actions));
    }
  }

  lemma AfterReverse(s: nat, a: State, actions: seq<Action>)
    requires Sound(s, a) && Completes(s, a, actions) && a.adjoint >= 1 && a.phase != Finished
    requires actions[0].Reverse?
    requires var b := Next(s, a, actions[0]);
      Sound(s, b) && Within(s, PebblesOf(b), b.adjoint, Extras(b, actions[1..]))
    ensures Within(s, PebblesOf(a), a.adjoint, Extras(a, actions))
  {
    var rest, y := actions[1..], a.adjoint;
    var b := Next(s, a, actions[0]);
    assert Pending(a) && Place(a) == At(y - 1);
    assert Place(b) == Nowhere;
    assert PebblesOf(b) == a.kept + {0};
    assert PebblesOf(a) == a.kept + {0} + {y - 1};
    SameExtras(s, PebblesOf(b), y - 1, Extras(b, rest), Extras(a, actions));
    if y - 1 in a.kept + {0} {
      assert PebblesOf(b) == PebblesOf(a);
    } else {
      assert PebblesOf(b) == PebblesOf(a) - {y - 1};
    }
    Back(s, PebblesOf(a), PebblesOf(b), y, Extras(a, actions));
  }

  function Sum(some: seq<int>, y: nat): int
    requires y <= |some|
  {
    if y == 0 then 0 else Sum(some, y - 1) + some[y - 1]
  }

  function SumCut(some: seq<int>, r: int, y: nat): int
    requires y <= |some|
  {
    if y == 0 then 0 else SumCut(some, r, y - 1) + if some[y - 1] <= r then some[y - 1] else r
  }

  lemma SumIsAtLeastCut(some: seq<int>, r: int, y: nat)
    requires y <= |some|
    ensures SumCut(some, r, y) <= Sum(some, y)
  {
    if y > 0 { SumIsAtLeastCut(some, r, y - 1); }
  }

  lemma NextCut(some: seq<int>, r: int, y: nat)
    requires y <= |some|
    ensures SumCut(some, r + 1, y) == SumCut(some, r, y) + y - Count([0], [r], some, y)
  {
    if y > 0 { NextCut(some, r, y - 1); }
  }

  lemma CutAtZero(some: seq<int>, y: nat)
    requires y <= |some| && Count([0], [-1], some, y) == 0
    ensures SumCut(some, 0, y) == 0
  {
    if y > 0 { CutAtZero(some, y - 1); }
  }

  // Few steps are advanced over seldom, so all together they are advanced over often.
  lemma OftenInAll(s: nat, extra: seq<int>, r: nat)
    requires forall k: int :: Count([0], [k], extra, |extra|) <= Beta(s, k)
    ensures SumCut(extra, r, |extra|) >= Bound(|extra|, s, r)
  {
    if r == 0 {
      assert Count([0], [-1], extra, |extra|) <= Beta(s, -1);
      CutAtZero(extra, |extra|);
    } else {
      OftenInAll(s, extra, r - 1);
      NextCut(extra, r - 1, |extra|);
      assert Count([0], [r - 1], extra, |extra|) <= Beta(s, r - 1);
      assert Beta(s + 1, r - 1) == Beta(s, r - 1) + Beta(s + 1, r - 2);
      assert r * |extra| == (r - 1) * |extra| + |extra|;
    }
  }

  function TimesOfAll(actions: seq<Action>, n: nat): nat {
    if n == 0 then 0 else TimesOfAll(actions, n - 1) + Times(actions, n - 1)
  }

  function OverAll(action: Action, n: nat): nat {
    if n == 0 then 0 else OverAll(action, n - 1) + Over(action, n - 1)
  }

  lemma OverAllIsSteps(action: Action, n: nat)
    requires action.Forward? && action.n0 < action.n1
    ensures OverAll(action, n)
      == if n <= action.n0 then 0 else if n <= action.n1 then n - action.n0 else Steps(action)
  {
    if n > 0 { OverAllIsSteps(action, n - 1); }
  }

  lemma OverNone(action: Action, n: nat)
    requires !action.Forward?
    ensures OverAll(action, n) == 0
  {
    if n > 0 { OverNone(action, n - 1); }
  }

  lemma FirstAndRest(actions: seq<Action>, n: nat)
    requires |actions| >= 1
    ensures TimesOfAll(actions, n) == OverAll(actions[0], n) + TimesOfAll(actions[1..], n)
  {
    if n > 0 { FirstAndRest(actions, n - 1); }
  }

  lemma NoActions(n: nat)
    ensures TimesOfAll([], n) == 0
  {
    if n > 0 { NoActions(n - 1); }
  }

  lemma CostIsTimes(s: nat, a: State, actions: seq<Action>)
    requires Sound(s, a) && Completes(s, a, actions)
    ensures Cost(actions) == TimesOfAll(actions, a.length)
    decreases |actions|
  {
    if |actions| == 0 {
      assert actions == [];
      NoActions(a.length);
    } else {
      var action := actions[0];
      SoundNext(s, a, action);
      CostIsTimes(s, Next(s, a, action), actions[1..]);
      FirstAndRest(actions, a.length);
      if action.Forward? {
        OverAllIsSteps(action, a.length);
      } else {
        OverNone(action, a.length);
      }
    }
  }

  lemma SumOfExtras(a: State, actions: seq<Action>, y: nat)
    requires y <= a.length && !Pending(a)
    ensures Sum(Extras(a, actions), y) == TimesOfAll(actions, y) - y
  {
    if y > 0 { SumOfExtras(a, actions, y - 1); }
  }

  // No stream that the referee accepts for n steps with s slots takes fewer forward steps than
  // n + max over r of r·n − β(s + 1, r − 1).
  lemma NoStreamIsCheaper(s: nat, n: nat, actions: seq<Action>, r: nat)
    requires Completes(s, Start(n), actions)
    ensures Cost(actions) >= n + Bound(n, s, r)
  {
    var a := Start(n);
    var extra := Extras(a, actions);
    if n == 0 {
      assert Bound(0, s, r) <= 0;
      return;
    }
    FewAreSeldom(s, a, actions);
    assert PebblesOf(a) == {0};
    forall k: int
      ensures Count([0], [k], extra, |extra|) <= Beta(s, k)
    {
      assert Increasing([0]);
      assert Elements([0]) == {0};
      assert Count([0], [k], extra, n) <= Room.Capacity(s, [k]);
    }
    OftenInAll(s, extra, r);
    SumIsAtLeastCut(extra, r, n);
    SumOfExtras(a, actions, n);
    CostIsTimes(s, a, actions);
  }
}
