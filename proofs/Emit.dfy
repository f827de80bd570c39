include "Revolve.dfy"
include "Mixed.dfy"

// Values of the proved definitions, a line each, for comparison with the library's. Run, not only
// verified: coefficients, extra steps and optimal advances, and the referee's verdict on streams.
module Emit {
  import opened Binomial
  import opened Referee
  import Revolve
  import Mixed
  import MixedGroups

  method Table(slots: nat, repetitions: nat) returns (beta: array2<nat>)
    ensures fresh(beta) && beta.Length0 == slots + 1 && beta.Length1 == repetitions + 1
    ensures forall s, t | 0 <= s <= slots && 0 <= t <= repetitions :: beta[s, t] == Beta(s, t)
  {
    beta := new nat[slots + 1, repetitions + 1];
    for t := 0 to repetitions + 1
      invariant forall s, u | 0 <= s <= slots && 0 <= u < t :: beta[s, u] == Beta(s, u)
    {
      for s := 0 to slots + 1
        invariant forall p, u | 0 <= p <= slots && 0 <= u < t :: beta[p, u] == Beta(p, u)
        invariant forall p | 0 <= p < s :: beta[p, t] == Beta(p, t)
      {
        beta[s, t] := if s == 0 then 1 else beta[s - 1, t] + if t == 0 then 0 else beta[s, t - 1];
      }
    }
  }

  // β from the table; false where the table does not reach.
  method Lookup(beta: array2<nat>, s: nat, t: int) returns (value: nat)
    requires s < beta.Length0 && t < beta.Length1
    requires forall p, u | 0 <= p < beta.Length0 && 0 <= u < beta.Length1 :: beta[p, u] == Beta(p, u)
    ensures value == Beta(s, t)
  {
    value := if t < 0 then 0 else beta[s, t];
  }

  // The least repetition number of l steps, or beta.Length1 where the table ends before it.
  method RepetitionsOf(beta: array2<nat>, l: nat, s: nat) returns (r: nat)
    requires s < beta.Length0
    requires forall p, u | 0 <= p < beta.Length0 && 0 <= u < beta.Length1 :: beta[p, u] == Beta(p, u)
    ensures r <= beta.Length1
    ensures r < beta.Length1 && l >= 1 ==> Repetitions(l, s, r)
  {
    r := 0;
    while r < beta.Length1 && beta[s, r] < l
      invariant r <= beta.Length1
      invariant r >= 1 ==> Beta(s, r - 1) < l
    {
      r := r + 1;
    }
  }

  // A line of: steps, slots, extra steps, the least and the largest optimal advance.
  method Advances(beta: array2<nat>, l: nat, s: nat)
    requires 1 <= s < beta.Length0 - 1 && l >= 2
    requires forall p, u | 0 <= p < beta.Length0 && 0 <= u < beta.Length1 :: beta[p, u] == Beta(p, u)
  {
    var r := RepetitionsOf(beta, l, s);
    if 1 <= r < beta.Length1 {
      var below := Lookup(beta, s + 1, r - 1);
      var a := Lookup(beta, s, r - 2);
      var b := Lookup(beta, s - 1, r);
      var c := Lookup(beta, s, r - 1);
      var d := Lookup(beta, s - 1, r - 1);
      var least := if a >= l - b then a else l - b;
      var largest := if c <= l - d then c else l - d;
      assert least == Least(l, s, r) && largest == Largest(l, s, r);
      assert r * l - below == Bound(l, s, r);
      // A split advances by one step at least; 0 is in the interval where slots are plenty.
      print "advances ", l, " ", s, " ", r * l - below, " ", if least < 1 then 1 else least, " ",
        largest, "\n";
    }
  }

  // A line of: steps, units, the fewest forward steps where a unit holds restart data or dependencies.
  method Mixture(beta: array2<nat>, l: nat, s: nat)
    requires 1 <= s < beta.Length0 - 1 && l >= 2
    requires forall p, u | 0 <= p < beta.Length0 && 0 <= u < beta.Length1 :: beta[p, u] == Beta(p, u)
  {
    var r := RepetitionsOf(beta, l, s);
    if 2 <= r < beta.Length1 {
      var w := s;
      MixedGroups.FirstGroup(s, r);
      MixedGroups.GapsAreClosed(s, r, w);
      var high: nat := beta[s, r - 1] + w * beta[0, r - 2];
      while high < l && w > 1
        invariant 1 <= w <= s && high == MixedGroups.High(s, r, w) && MixedGroups.Low(s, r, w) <= l
      {
        MixedGroups.NextGroup(s, r, w);
        w := w - 1;
        MixedGroups.GapsAreClosed(s, r, w);
        high := high + w * beta[s - w, r - 2];
      }
      MixedGroups.LastGroup(s, r);
      assert MixedGroups.InGroup(l, s, r, w);
      var value := r * l - beta[s + 1, r - 1] + beta[s, r - 2] + beta[s - w, r - 1] - (high - l) / w;
      assert value == Mixed.Fewest(l, s, r, w);
      print "mixed ", l, " ", s, " ", value, "\n";
    } else if l <= s + 1 {
      print "mixed ", l, " ", s, " ", l, "\n";
    }
  }

  method Random(seed: nat, bound: nat) returns (next: nat, value: nat)
    requires bound >= 1
    ensures value < bound
  {
    next := (seed * 6364136223846793005 + 1442695040888963407) % 18446744073709551616;
    value := (next / 4294967296) % bound;
  }

  method PlanOf(beta: array2<nat>, l: nat, s: nat) returns (plan: Plan)
    requires l >= 1 && s < beta.Length0 && (l >= 2 ==> s >= 1)
    requires forall p, u | 0 <= p < beta.Length0 && 0 <= u < beta.Length1 :: beta[p, u] == Beta(p, u)
    ensures Reverses(plan, l, s)
    decreases l
  {
    if l == 1 {
      plan := Single;
    } else {
      var advance := l - 1;
      var r := RepetitionsOf(beta, l, s);
      if s >= 2 && 1 <= r < beta.Length1 {
        OptimalIsAnInterval(l, s, r);
        var c := Lookup(beta, s, r - 1);
        var d := Lookup(beta, s - 1, r - 1);
        advance := if c <= l - d then c else l - d;
      }
      var after := PlanOf(beta, l - advance, s - 1);
      var before := PlanOf(beta, advance, s);
      plan := Split(advance, after, before);
    }
  }

  method Print(action: Action) {
    match action
    case Forward(n0, n1, keep, record) =>
      print " F,", n0, ",", n1, ",", if keep then 1 else 0, ",", if record then 1 else 0;
    case Copy(step) => print " C,", step;
    case Move(step) => print " M,", step;
    case Delete(step) => print " D,", step;
    case Reverse(n1, clear) => print " R,", n1, ",", if clear then 1 else 0;
    case EndForward => print " E";
    case EndReverse => print " X";
  }

  // A line of: steps, slots, the index of the first action refused (or the number of actions), whether
  // the stream completes, and the actions.
  method Verdict(n: nat, s: nat, actions: seq<Action>) {
    var a := Start(n);
    var i := 0;
    while i < |actions| && Allowed(s, a, actions[i])
      invariant i <= |actions|
    {
      a := Next(s, a, actions[i]);
      i := i + 1;
    }
    print "verdict ", n, " ", s, " ", i, " ", if a.phase == Finished then 1 else 0;
    for j := 0 to |actions| {
      Print(actions[j]);
    }
    print "\n";
  }

  // Some action, often one that is allowed.
  method Draw(a: State, seed: nat) returns (next: nat, action: Action) {
    var kind, step, other, flags;
    next, kind := Random(seed, 9);
    next, step := Random(next, a.length + 1);
    next, other := Random(next, a.length + 1);
    next, flags := Random(next, 4);
    var from := if a.forward.At? && other != 0 then a.forward.step else step;
    match kind
    case 0 => action := Forward(from, step, flags < 2, false);
    case 1 => action := Forward(from, from + 1, false, true);
    case 2 => action := Forward(from, from + 1, flags < 2, flags == 2);
    case 3 => action := Action.Copy(step);
    case 4 => action := Action.Move(step);
    case 5 => action := if flags == 0 then Delete(step) else EndForward;
    case 6 => action := EndReverse;
    case _ => action := Reverse(if flags == 0 then step else a.adjoint, flags != 1);
  }

  method Streams(count: nat, seed: nat) returns (next: nat) {
    next := seed;
    for i := 0 to count {
      var n, s;
      next, n := Random(next, 5);
      n := n + 1;
      next, s := Random(next, 4);
      var a := Start(n);
      var actions := [];
      var on := true;
      var length := 0;
      while on && length < 40
        decreases 40 - length
      {
        var action;
        next, action := Draw(a, next);
        var tries := 0;
        while tries < 30 && !Allowed(s, a, action) {
          next, action := Draw(a, next);
          tries := tries + 1;
        }
        actions := actions + [action];
        length := length + 1;
        if Allowed(s, a, action) {
          a := Next(s, a, action);
          on := a.phase != Finished;
        } else {
          on := false;
        }
      }
      Verdict(n, s, actions);
    }
  }

  method Main() {
    var beta := Table(101, 200);
    All(beta);
  }

  method All(beta: array2<nat>)
    requires beta.Length0 == 102 && beta.Length1 == 201
    requires forall p, u | 0 <= p < beta.Length0 && 0 <= u < beta.Length1 :: beta[p, u] == Beta(p, u)
  {
    for s := 0 to 61 {
      for t := 0 to 61 {
        if beta[s, t] < 9223372036854775807 {
          print "beta ", s, " ", t, " ", beta[s, t], "\n";
        }
      }
    }
    for l := 2 to 61 {
      for s := 1 to 61 {
        Advances(beta, l, s);
        Mixture(beta, l, s);
      }
    }
    var next := 1;
    for i := 0 to 2000 {
      var l, s;
      next, l := Random(next, 1000000);
      next, s := Random(next, 98);
      Advances(beta, l + 2, s + 3);
      Mixture(beta, l + 2, s + 3);
    }
    for n := 1 to 41 {
      for s := 1 to 7 {
        var plan := PlanOf(beta, n, s);
        Verdict(n, s, Revolve.Enter(plan, 0, n, s, false) + [EndReverse]);
      }
    }
    next := Streams(2000, next);
  }
}
