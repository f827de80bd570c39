// Binomial checkpointing on one level is optimal among recursive plans, and its optimal first
// advances are exactly an interval. Griewank & Walther (2000), doi 10.1145/347837.347846,
// Propositions 1 and 2; here from one identity, `SplitCost`.
module Binomial {
  // β(s, t) = C(s + t, s): the most steps that s slots can reverse with no step advanced over more
  // than t times. Zero for a negative t. Pascal's rule is the definition.
  function Beta(s: nat, t: int): nat
    decreases s, t
  {
    if t < 0 then 0 else if s == 0 then 1 else Beta(s - 1, t) + Beta(s, t - 1)
  }

  lemma BetaPositive(s: nat, t: nat)
    ensures Beta(s, t) >= 1
  {
  }

  lemma BetaOne(t: int)
    requires t >= -1
    ensures Beta(1, t) == t + 1
  {
    if t >= 0 { BetaOne(t - 1); }
  }

  lemma BetaZero(s: nat)
    ensures Beta(s, 0) == 1
  {
  }

  lemma BetaMonotoneInRepetitions(s: nat, t: int, u: int)
    requires t <= u
    ensures Beta(s, t) <= Beta(s, u)
    decreases u - t
  {
    if t < u {
      BetaMonotoneInRepetitions(s, t, u - 1);
      if u >= 0 && s == 0 {
      } else if u >= 0 {
        assert Beta(s, u) == Beta(s - 1, u) + Beta(s, u - 1);
      }
    }
  }

  lemma BetaMonotoneInSlots(s: nat, t: int)
    ensures Beta(s, t) <= Beta(s + 1, t)
  {
    if t >= 0 {
      assert Beta(s + 1, t) == Beta(s, t) + Beta(s + 1, t - 1);
    }
  }

  // A lower bound on the extra forward steps for l steps with s slots, for every r; for the
  // repetition number r it is the least number itself.
  function Bound(l: nat, s: nat, r: nat): int {
    r * l - Beta(s + 1, r - 1)
  }

  // A recursive plan: reverse one step; or keep the start, advance by some steps, reverse what
  // follows with one slot fewer, and then what was advanced over with all slots.
  datatype Plan = Single | Split(advance: nat, after: Plan, before: Plan)

  ghost predicate Reverses(plan: Plan, l: nat, s: nat) {
    match plan
    case Single => l == 1
    case Split(advance, after, before) =>
      s >= 1 && 1 <= advance < l
      && Reverses(after, l - advance, s - 1) && Reverses(before, advance, s)
  }

  // Forward steps beyond the recording of each step.
  function Extra(plan: Plan): nat {
    match plan
    case Single => 0
    case Split(advance, after, before) => advance + Extra(after) + Extra(before)
  }

  // Pascal's rule makes the bound of a split equal to the sum of the bounds of its parts, whatever
  // the advance is.
  lemma SplitCost(l: nat, s: nat, r: nat, i: nat)
    requires s >= 1 && r >= 1 && i <= l
    ensures i + Bound(l - i, s - 1, r) + Bound(i, s, r - 1) == Bound(l, s, r)
  {
    assert r * (l - i) == r * l - r * i;
    assert (r - 1) * i == r * i - i;
    assert Beta(s + 1, r - 1) == Beta(s, r - 1) + Beta(s + 1, r - 2);
  }

  // No recursive plan takes fewer extra steps than the bound, for any r.
  lemma NoPlanIsCheaper(plan: Plan, l: nat, s: nat, r: nat)
    requires Reverses(plan, l, s)
    ensures Extra(plan) >= Bound(l, s, r)
    decreases plan
  {
    if r == 0 { return; }
    match plan
    case Single =>
      BetaAtLeast(s, r);
    case Split(i, after, before) =>
      NoPlanIsCheaper(after, l - i, s - 1, r);
      NoPlanIsCheaper(before, i, s, r - 1);
      SplitCost(l, s, r, i);
  }

  lemma BetaAtLeast(s: nat, r: nat)
    ensures Beta(s + 1, r - 1) >= r
  {
    if s == 0 {
      BetaOne(r - 1);
    } else {
      BetaAtLeast(s - 1, r);
      BetaMonotoneInSlots(s, r - 1);
    }
  }

  // r is a repetition number of (l, s).
  ghost predicate Repetitions(l: nat, s: nat, r: nat) {
    Beta(s, r - 1) <= l <= Beta(s, r)
  }

  // The optimal first advances.
  ghost predicate IsOptimal(l: nat, s: nat, r: nat, i: nat)
    requires s >= 1
  {
    Beta(s, r - 2) <= i <= Beta(s, r - 1)
    && i <= l && Beta(s - 1, r - 1) <= l - i <= Beta(s - 1, r)
  }

  // The largest optimal advance, `Trajectory.Largest`.
  function Largest(l: nat, s: nat, r: nat): int
    requires s >= 1
  {
    var byRepetitions := Beta(s, r - 1);
    var byRest := l - Beta(s - 1, r - 1);
    if byRepetitions <= byRest then byRepetitions else byRest
  }

  // The least optimal advance.
  function Least(l: nat, s: nat, r: nat): int
    requires s >= 1
  {
    var byRepetitions := Beta(s, r - 2);
    var byRest := l - Beta(s - 1, r);
    if byRepetitions >= byRest then byRepetitions else byRest
  }

  // The optimal advances are an interval, and it is not empty.
  lemma OptimalIsAnInterval(l: nat, s: nat, r: nat)
    requires s >= 1 && r >= 1 && l >= 2 && Repetitions(l, s, r)
    ensures Least(l, s, r) <= Largest(l, s, r)
    ensures forall i: nat :: IsOptimal(l, s, r, i) <==> Least(l, s, r) <= i <= Largest(l, s, r)
    ensures 1 <= Largest(l, s, r) < l
  {
    assert Beta(s, r) == Beta(s - 1, r) + Beta(s, r - 1);
    assert Beta(s, r - 1) == Beta(s - 1, r - 1) + Beta(s, r - 2);
    BetaMonotoneInRepetitions(s, r - 2, r - 1);
    BetaMonotoneInRepetitions(s - 1, r - 1, r);
    BetaPositive(s, r - 1);
    BetaPositive(s - 1, r - 1);
    if r == 1 {
      BetaZero(s);
      BetaZero(s - 1);
    } else {
      BetaPositive(s, r - 2);
    }
  }

  // A plan that advances by an optimal advance each time attains the bound.
  lemma Attained(l: nat, s: nat, r: nat) returns (plan: Plan)
    requires l >= 1 && Repetitions(l, s, r) && (l >= 2 ==> s >= 1 && r >= 1)
    ensures Reverses(plan, l, s)
    ensures Extra(plan) == Bound(l, s, r)
    decreases l, s, r
  {
    if l == 1 {
      plan := Single;
      OneStep(s, r);
    } else {
      OptimalIsAnInterval(l, s, r);
      plan := AttainedFrom(l, s, r, Largest(l, s, r));
    }
  }

  lemma OneStep(s: nat, r: nat)
    requires Repetitions(1, s, r)
    ensures Bound(1, s, r) == 0
  {
    if r == 0 { return; }
    BetaOne(r - 1);
    if s == 0 {
      assert Beta(1, r - 1) == r;
    } else {
      // β(s, r−1) ≤ 1 leaves r = 1 only.
      if r >= 2 {
        BetaAtLeast(s - 1, r);
      }
      BetaZero(s + 1);
    }
  }

  // Every first advance in the interval is the start of an optimal plan.
  lemma {:isolate_assertions} AttainedFrom(l: nat, s: nat, r: nat, i: nat) returns (plan: Plan)
    requires l >= 2 && s >= 1 && r >= 1 && Repetitions(l, s, r)
    requires 1 <= i < l && IsOptimal(l, s, r, i)
    ensures plan.Split? && plan.advance == i && Reverses(plan, l, s)
    ensures Extra(plan) == Bound(l, s, r)
    decreases l, s, r, 0
  {
    BetaZero(s);
    assert i >= 2 ==> r >= 2;
    assert s == 1 ==> l - i <= 1 by { if s == 1 { assert Beta(0, r) == 1; } }
    var after := Attained(l - i, s - 1, r);
    assert Repetitions(i, s, r - 1);
    var before := Attained(i, s, r - 1);
    plan := Split(i, after, before);
    SplitCost(l, s, r, i);
    assert Extra(plan) == i + Bound(l - i, s - 1, r) + Bound(i, s, r - 1);
  }

  // Outside the interval every plan is dearer.
  lemma OutsideIsDearer(plan: Plan, l: nat, s: nat, r: nat)
    requires plan.Split? && Reverses(plan, l, s)
    requires r >= 1 && Repetitions(l, s, r) && !IsOptimal(l, s, r, plan.advance)
    ensures Extra(plan) > Bound(l, s, r)
  {
    var i := plan.advance;
    SplitCost(l, s, r, i);
    NoPlanIsCheaper(plan.after, l - i, s - 1, r);
    NoPlanIsCheaper(plan.before, i, s, r - 1);
    if i > Beta(s, r - 1) {
      NextBound(i, s, r);
      NoPlanIsCheaper(plan.before, i, s, r);
    } else if i < Beta(s, r - 2) {
      NextBound(i, s, r - 1);
      NoPlanIsCheaper(plan.before, i, s, r - 2);
    } else if l - i > Beta(s - 1, r) {
      NextBound(l - i, s - 1, r + 1);
      NoPlanIsCheaper(plan.after, l - i, s - 1, r + 1);
    } else {
      NextBound(l - i, s - 1, r);
      NoPlanIsCheaper(plan.after, l - i, s - 1, r - 1);
    }
  }

  lemma NextBound(l: nat, s: nat, r: nat)
    requires r >= 1
    ensures Bound(l, s, r) - Bound(l, s, r - 1) == l - Beta(s, r - 1)
  {
    assert Beta(s + 1, r - 1) == Beta(s, r - 1) + Beta(s + 1, r - 2);
    assert r * l - (r - 1) * l == l;
  }
}
