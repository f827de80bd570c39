include "MixedGroups.dfy"

// Where a unit holds restart data or dependencies, no recursive plan takes fewer forward steps than
// the closed form, and one takes as many.
module Mixed {
  import Binomial
  import opened MixedPlan
  import opened MixedGroups

  lemma AllStored(l: nat, s: nat) returns (plan: Plan)
    requires 1 <= l <= s + 1
    ensures Reverses(plan, l, s) && Extra(plan) == 0
  {
    if l == 1 {
      plan := Single;
    } else {
      var rest := AllStored(l - 1, s - 1);
      plan := Store(rest);
    }
  }

  // k gaps and d < w steps before High; and the extra steps there.
  opaque function Length(s: nat, r: nat, w: nat, k: nat, d: nat): int
    requires r >= 1
  {
    High(s, r, w) - k * w - d
  }

  opaque function Within(s: nat, r: nat, w: nat, k: nat, d: nat): int
    requires r >= 1
  {
    Top(s, r, w) - k * Slope(r, w) - (r - 1) * d
  }

  ghost predicate Fits(s: nat, r: nat, w: nat, k: nat, d: nat) {
    r >= 1 && w >= 1 && d < w
    && k + (if d > 0 then 1 else 0) <= Gaps(s, r, w)
    && (r == 1 ==> k == 0)
  }

  lemma Product(a: nat, w: nat)
    requires a >= 1
    ensures a * w >= w
  {
    assert a * w == (a - 1) * w + w;
  }

  lemma LengthIsPositive(s: nat, r: nat, w: nat, k: nat, d: nat)
    requires Fits(s, r, w, k, d)
    ensures Length(s, r, w, k, d) >= 1
  {
    reveal Length;
    LowIsPositive(s, r, w);
    var gaps := Gaps(s, r, w);
    assert gaps * w == k * w + (gaps - k) * w;
    if d > 0 { Product(gaps - k, w); }
  }

  lemma LengthSplit(s: nat, r: nat, w: nat, k1: nat, d1: nat, k2: nat, d2: nat)
    requires w >= 1 && r >= 2 && !AllFit(s, r, w)
    ensures Length(s, r, w, k1 + k2, d1 + d2)
      == Length(s, r - 1, w, k1, d1) + Length(s - 1, r, w, k2, d2)
  {
    reveal Length;
    assert (k1 + k2) * w == k1 * w + k2 * w;
  }

  lemma WithinSplit(s: nat, r: nat, w: nat, k1: nat, d1: nat, k2: nat, d2: nat)
    requires w >= 1 && r >= 2 && !AllFit(s, r, w)
    ensures Within(s, r, w, k1 + k2, d1 + d2)
      == Length(s, r - 1, w, k1, d1)
        + Within(s, r - 1, w, k1, d1) + Within(s - 1, r, w, k2, d2)
  {
    reveal Length, Within;
    var p := Slope(r, w);
    assert Slope(r - 1, w) == p - w;
    assert k1 * (p - w) == k1 * p - k1 * w;
    assert (k1 + k2) * p == k1 * p + k2 * p;
    assert (r - 1) * (d1 + d2) == (r - 1) * d1 + (r - 1) * d2;
    assert (r - 2) * d1 == (r - 1) * d1 - d1;
  }

  lemma AttainedWithin(s: nat, r: nat, w: nat, k: nat, d: nat) returns (plan: Plan)
    requires Fits(s, r, w, k, d)
    ensures Length(s, r, w, k, d) >= 1
    ensures Reverses(plan, Length(s, r, w, k, d), s)
    ensures Extra(plan) == Within(s, r, w, k, d)
    decreases r, s
  {
    if AllFit(s, r, w) || (r == 2 && s == w && k == 1) {
      plan := AttainedWhereAllFit(s, r, w, k, d);
    } else {
      var k1, d1, k2, d2 := Share(s, r, w, k, d);
      var before := AttainedWithin(s, r - 1, w, k1, d1);
      var after := AttainedWithin(s - 1, r, w, k2, d2);
      plan := Join(s, r, w, k1, d1, k2, d2, before, after);
    }
  }

  // One of the two parts ends within a gap, the other after a whole one: nothing is rounded twice.
  lemma Share(s: nat, r: nat, w: nat, k: nat, d: nat)
    returns (k1: nat, d1: nat, k2: nat, d2: nat)
    requires Fits(s, r, w, k, d)
    requires r >= 2 && !AllFit(s, r, w) && !(r == 2 && s == w && k == 1)
    ensures Fits(s, r - 1, w, k1, d1) && Fits(s - 1, r, w, k2, d2)
    ensures k1 + k2 == k && d1 + d2 == d
  {
    GapsSplit(s, r, w);
    var left := Gaps(s, r - 1, w);
    if r == 2 && s == w { assert left == 1 && Gaps(s - 1, r, w) == 0; }
    if k < left || (k == left && d == 0) {
      k1, d1, k2, d2 := k, d, 0, 0;
    } else {
      k1, d1, k2, d2 := left, 0, k - left, d;
    }
  }

  lemma AttainedWhereAllFit(s: nat, r: nat, w: nat, k: nat, d: nat) returns (plan: Plan)
    requires Fits(s, r, w, k, d)
    requires AllFit(s, r, w) || (r == 2 && s == w && k == 1)
    ensures Length(s, r, w, k, d) >= 1
    ensures Reverses(plan, Length(s, r, w, k, d), s)
    ensures Extra(plan) == Within(s, r, w, k, d)
  {
    reveal Length, Within;
    LengthIsPositive(s, r, w, k, d);
    if AllFit(s, r, w) {
      assert k == 0;
      assert r == 1 || d == 0;
      assert (r - 1) * d == 0;
    } else {
      assert High(s - 1, 2, w) == w && High(s, 1, w) == w + 1;
      SlopeIsClosed(2, w);
      assert d == 0 && Top(s, 1, w) == 0 && Top(s - 1, 2, w) == 0;
    }
    plan := AllStored(Length(s, r, w, k, d), s);
  }

  lemma Join(
    s: nat, r: nat, w: nat, k1: nat, d1: nat, k2: nat, d2: nat, before: Plan, after: Plan)
    returns (plan: Plan)
    requires w >= 1 && r >= 2 && !AllFit(s, r, w)
    requires Length(s, r - 1, w, k1, d1) >= 1 && Length(s - 1, r, w, k2, d2) >= 1
    requires Reverses(before, Length(s, r - 1, w, k1, d1), s)
    requires Reverses(after, Length(s - 1, r, w, k2, d2), s - 1)
    requires Extra(before) == Within(s, r - 1, w, k1, d1)
    requires Extra(after) == Within(s - 1, r, w, k2, d2)
    ensures Length(s, r, w, k1 + k2, d1 + d2) >= 1
    ensures Reverses(plan, Length(s, r, w, k1 + k2, d1 + d2), s)
    ensures Extra(plan) == Within(s, r, w, k1 + k2, d1 + d2)
  {
    LengthSplit(s, r, w, k1, d1, k2, d2);
    WithinSplit(s, r, w, k1, d1, k2, d2);
    plan := Split(Length(s, r - 1, w, k1, d1), after, before);
  }

  // Gaps begun in phase r before or at step l.
  function Begun(l: nat, s: nat, r: nat, w: nat): int
    requires r >= 2 && 1 <= w <= s && l <= High(s, r, w)
  {
    Binomial.Beta(s - w, r - 1) - (High(s, r, w) - l) / w
  }

  // The closed form, `MixedSteps` of the library.
  function Fewest(l: nat, s: nat, r: nat, w: nat): int
    requires r >= 2 && 1 <= w <= s && l <= High(s, r, w)
  {
    Binomial.Bound(l, s, r) + Binomial.Beta(s, r - 2) + Begun(l, s, r, w)
  }

  lemma GroupIsClosed(l: nat, s: nat, r: nat, w: nat)
    returns (k: nat, d: nat)
    requires InGroup(l, s, r, w)
    ensures Fits(s, r, w, k, d) && l == Length(s, r, w, k, d)
    ensures Fewest(l, s, r, w) == l + Within(s, r, w, k, d)
  {
    reveal Within;
    k, d := GapsLeft(l, s, r, w);
    TopIsClosed(s, r, w);
    WithinIsClosed(l, High(s, r, w), r, w, k, d);
  }

  lemma GapsLeft(l: nat, s: nat, r: nat, w: nat)
    returns (k: nat, d: nat)
    requires InGroup(l, s, r, w)
    ensures Fits(s, r, w, k, d)
    ensures l == Length(s, r, w, k, d) == High(s, r, w) - k * w - d
    ensures k == (High(s, r, w) - l) / w
  {
    reveal Length;
    var left := High(s, r, w) - l;
    k, d := left / w, left % w;
    assert left == k * w + d;
    var gaps := Gaps(s, r, w);
    if k > gaps {
      Product(k - gaps, w);
      assert (k - gaps) * w == k * w - gaps * w;
    }
  }

  lemma WithinIsClosed(l: nat, high: nat, r: nat, w: nat, k: nat, d: nat)
    requires r >= 1 && l == high - k * w - d
    ensures (r - 1) * high - k * Slope(r, w) - (r - 1) * d == r * l - l - k
  {
    SlopeIsClosed(r, w);
    var q := r - 1;
    assert k * (q * w + 1) == q * (k * w) + k;
    assert q * (high - k * w - d) == q * high - q * (k * w) - q * d;
    assert r * l == q * l + l;
  }

  // No recursive plan takes fewer forward steps than the closed form.
  lemma NoPlanIsCheaper(plan: Plan, l: nat, s: nat, r: nat, w: nat)
    requires Reverses(plan, l, s) && InGroup(l, s, r, w)
    ensures l + Extra(plan) >= Fewest(l, s, r, w)
  {
    var k, d := GroupIsClosed(l, s, r, w);
    NoPlanIsBelow(plan, l, s, r, w);
    LineWithin(s, r, w, k, d);
    Rounded(w, d, Extra(plan), Within(s, r, w, k, d));
  }

  lemma LineWithin(s: nat, r: nat, w: nat, k: nat, d: nat)
    requires Fits(s, r, w, k, d) && Length(s, r, w, k, d) >= 0
    ensures Line(Length(s, r, w, k, d), s, r, w) == w * Within(s, r, w, k, d) - d
  {
    reveal Length, Within;
    OffsetAtHigh(s, r, w);
    SlopeIsClosed(r, w);
    LineBefore(Slope(r, w), High(s, r, w), k, w, d);
    LineSteps(r - 1, w, d);
    Distribute(w, Top(s, r, w), -(k * Slope(r, w)), -((r - 1) * d));
    assert w * -(k * Slope(r, w)) == -(w * (k * Slope(r, w)));
    assert w * -((r - 1) * d) == -(w * ((r - 1) * d));
  }

  lemma LineBefore(p: int, high: int, k: int, w: int, d: int)
    ensures p * (high - k * w - d) == p * high - w * (k * p) - p * d
  {
    assert p * (high - k * w - d) == p * high - p * (k * w) - p * d;
    assert p * (k * w) == w * (k * p);
  }

  lemma LineSteps(q: int, w: int, d: int)
    ensures (q * w + 1) * d == w * (q * d) + d
  {
    assert (q * w + 1) * d == q * w * d + d;
    assert q * w * d == w * (q * d);
  }

  lemma Rounded(w: nat, d: nat, extra: int, least: int)
    requires d < w && w * extra >= w * least - d
    ensures extra >= least
  {
    if extra < least {
      Product(least - extra, w);
      assert w * (least - extra) == w * least - w * extra;
    }
  }

  // One takes as many.
  lemma Attained(l: nat, s: nat, r: nat, w: nat) returns (plan: Plan)
    requires InGroup(l, s, r, w)
    ensures Reverses(plan, l, s) && l + Extra(plan) == Fewest(l, s, r, w)
  {
    var k, d := GroupIsClosed(l, s, r, w);
    plan := AttainedWithin(s, r, w, k, d);
  }

  // An advance in phase r − 1, before what is in phase r, is a best one if and only if no more gaps
  // are begun in the two than in all l steps; by `NoPlanIsCheaper` not fewer are.
  lemma BestAdvance(l: nat, s: nat, r: nat, w: nat, i: nat, before: nat, after: nat)
    requires InGroup(l, s, r, w) && r >= 3 && i <= l
    requires InGroup(i, s, r - 1, before) && InGroup(l - i, s - 1, r, after)
    ensures i + Fewest(i, s, r - 1, before) + Fewest(l - i, s - 1, r, after) - Fewest(l, s, r, w)
      == Begun(i, s, r - 1, before) + Begun(l - i, s - 1, r, after) - Begun(l, s, r, w)
  {
    Binomial.SplitCost(l, s, r, i);
    assert Binomial.Beta(s, r - 2) == Binomial.Beta(s - 1, r - 2) + Binomial.Beta(s, r - 3);
  }
}
