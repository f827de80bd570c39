// Plans for checkpoints that hold either the restart data or the dependencies of one step, a unit
// each (Maddison 2024), and bounds on what they take. As for one kind of data there is a family of
// linear bounds, here with slopes of r − 1 + 1/w for r ≥ 1 and w ≥ 1, and Pascal's rule again makes
// the bound of a split equal to the sum of the bounds of its parts.
module MixedPlan {
  // Reverse one step; or store the dependencies of the first step in a unit and go on; or keep the
  // start in a unit, advance, reverse what follows, and then what was advanced over with all units.
  datatype Plan =
    | Single
    | Store(rest: Plan)
    | Split(advance: nat, after: Plan, before: Plan)

  ghost predicate Reverses(plan: Plan, l: nat, s: nat) {
    match plan
    case Single => l == 1
    case Store(rest) => s >= 1 && l >= 2 && Reverses(rest, l - 1, s - 1)
    case Split(advance, after, before) =>
      s >= 1 && 1 <= advance < l
      && Reverses(after, l - advance, s - 1) && Reverses(before, advance, s)
  }

  // Forward steps beyond one execution of each step.
  function Extra(plan: Plan): nat {
    match plan
    case Single => 0
    case Store(rest) => Extra(rest)
    case Split(advance, after, before) => advance + Extra(after) + Extra(before)
  }

  // w times the slope: (r − 1)·w + 1.
  function Slope(r: nat, w: nat): int {
    if r == 0 then 1 - w else Slope(r - 1, w) + w
  }

  function Offset(s: nat, r: nat, w: nat): int
    decreases r, s
  {
    if r == 0 then 0
    else if s == 0 then Slope(r, w)
    else
      var left := Offset(s, r - 1, w);
      Offset(s - 1, r, w) + if left >= Slope(r, w) then left else Slope(r, w)
  }

  // w times a lower bound on the extra steps, for every r and w.
  function Line(l: nat, s: nat, r: nat, w: nat): int {
    Slope(r, w) * l - Offset(s, r, w)
  }

  lemma SlopeIsPositive(r: nat, w: nat)
    requires r >= 1
    ensures Slope(r, w) >= 1
  {
    if r >= 2 { SlopeIsPositive(r - 1, w); }
  }

  lemma OffsetAtLeast(s: nat, r: nat, w: nat)
    requires r >= 1
    ensures Offset(s, r, w) >= Slope(r, w)
    ensures s >= 1 ==> Offset(s, r, w) >= 2 * Slope(r, w)
    decreases s
  {
    SlopeIsPositive(r, w);
    if s >= 1 { OffsetAtLeast(s - 1, r, w); }
  }

  lemma SplitCost(l: nat, s: nat, r: nat, w: nat, i: nat)
    requires s >= 1 && r >= 1 && i <= l
    ensures w * i + Line(i, s, r - 1, w) + Line(l - i, s - 1, r, w)
      == Slope(r, w) * l - Offset(s, r - 1, w) - Offset(s - 1, r, w)
      >= Line(l, s, r, w)
  {
    var p := Slope(r, w);
    assert Slope(r - 1, w) == p - w;
    assert (p - w) * i == p * i - w * i;
    assert p * (l - i) == p * l - p * i;
  }

  // The family of bounds.
  lemma {:isolate_assertions} NoPlanIsBelow(plan: Plan, l: nat, s: nat, r: nat, w: nat)
    requires Reverses(plan, l, s) && w >= 1
    ensures w * Extra(plan) >= Line(l, s, r, w)
    decreases plan
  {
    if r == 0 {
      BoundZero(l, s, w);
      assert w * Extra(plan) >= 0;
      return;
    }
    match plan
    case Single =>
      OffsetAtLeast(s, r, w);
    case Store(rest) =>
      NoPlanIsBelow(rest, l - 1, s - 1, r, w);
      StoreCost(l, s, r, w);
    case Split(i, after, before) =>
      NoPlanIsBelow(after, l - i, s - 1, r, w);
      NoPlanIsBelow(before, i, s, r - 1, w);
      SplitCost(l, s, r, w, i);
      Distribute(w, i, Extra(after), Extra(before));
  }

  lemma Distribute(w: nat, a: int, b: int, c: int)
    ensures w * (a + b + c) == w * a + w * b + w * c
  {
  }

  lemma BoundZero(l: nat, s: nat, w: nat)
    requires w >= 1
    ensures Line(l, s, 0, w) <= 0
  {
    assert (1 - w) * l <= 0;
  }

  // Storing dependencies of a step costs the bound no more than it allows.
  lemma StoreCost(l: nat, s: nat, r: nat, w: nat)
    requires l >= 1 && s >= 1 && r >= 1
    ensures Line(l, s, r, w) <= Line(l - 1, s - 1, r, w)
  {
    assert Slope(r, w) * (l - 1) == Slope(r, w) * l - Slope(r, w);
  }

  lemma SlopeIsClosed(r: nat, w: nat)
    ensures Slope(r, w) == (r - 1) * w + 1
  {
    if r >= 1 {
      SlopeIsClosed(r - 1, w);
      assert (r - 1) * w == (r - 2) * w + w;
    }
  }
}
