include "Binomial.dfy"
include "MixedPlan.dfy"

// Where each bound is attained: the phases of r, from β(s, r−1) to β(s, r), fall into groups of gaps
// of s, s − 1, … 1 steps.
module MixedGroups {
  import opened Binomial
  import opened MixedPlan

  // Bound r, w is attained from Low to High, which are so many gaps of w steps apart: at the last
  // step of each gap exactly, within it rounded up.
  function Gaps(s: nat, r: nat, w: nat): nat
    requires r >= 1
    decreases r, s
  {
    if s < w then 0
    else if s == w then 1
    else if r == 1 then 0
    else Gaps(s, r - 1, w) + Gaps(s - 1, r, w)
  }

  predicate AllFit(s: nat, r: nat, w: nat) {
    r == 1 || s == 0 || (r == 2 && s < w)
  }

  function High(s: nat, r: nat, w: nat): nat
    requires r >= 1
    decreases r, s
  {
    if AllFit(s, r, w) then s + 1
    else High(s, r - 1, w) + High(s - 1, r, w)
  }

  function Low(s: nat, r: nat, w: nat): int
    requires r >= 1
  {
    High(s, r, w) - Gaps(s, r, w) * w
  }

  // Extra steps for High steps.
  function Top(s: nat, r: nat, w: nat): nat
    requires r >= 1
    decreases r, s
  {
    if AllFit(s, r, w) then 0
    else High(s, r - 1, w) + Top(s, r - 1, w) + Top(s - 1, r, w)
  }

  lemma GapsSplit(s: nat, r: nat, w: nat)
    requires w >= 1 && r >= 2 && !AllFit(s, r, w)
    ensures Gaps(s, r, w) == Gaps(s, r - 1, w) + Gaps(s - 1, r, w)
  {
  }

  lemma LowSplit(s: nat, r: nat, w: nat)
    requires w >= 1 && r >= 2 && !AllFit(s, r, w)
    ensures Low(s, r, w) == Low(s, r - 1, w) + Low(s - 1, r, w)
  {
    GapsSplit(s, r, w);
    var a, b := Gaps(s, r - 1, w), Gaps(s - 1, r, w);
    assert (a + b) * w == a * w + b * w;
  }

  lemma LowIsPositive(s: nat, r: nat, w: nat)
    requires r >= 1 && w >= 1
    ensures Low(s, r, w) >= 1
    decreases r, s
  {
    if AllFit(s, r, w) {
      if r == 1 && s == w { assert Gaps(s, r, w) * w == w; }
    } else {
      LowIsPositive(s, r - 1, w);
      LowIsPositive(s - 1, r, w);
      LowSplit(s, r, w);
    }
  }

  lemma FirstOffset(s: nat, w: nat)
    ensures Offset(s, 1, w) == s + 1
  {
    assert Slope(0, w) == 1 - w;
    assert Slope(1, w) == 1;
    if s >= 1 {
      FirstOffset(s - 1, w);
      assert Offset(s, 0, w) == 0;
    }
  }

  lemma OffsetSplit(s: nat, r: nat, w: nat)
    requires w >= 1 && r >= 2 && !AllFit(s, r, w)
    ensures Offset(s, r, w) == Offset(s, r - 1, w) + Offset(s - 1, r, w)
  {
    if r == 2 {
      FirstOffset(s, w);
    } else {
      OffsetAtLeast(s, r - 1, w);
      SlopeIsPositive(r - 2, w);
    }
  }

  // The bound is exact for High steps.
  lemma OffsetAtHigh(s: nat, r: nat, w: nat)
    requires r >= 1 && w >= 1
    ensures Line(High(s, r, w), s, r, w) == w * Top(s, r, w)
    decreases r, s
  {
    if AllFit(s, r, w) {
      LineWhereAllFit(s, r, w);
    } else {
      OffsetSplit(s, r, w);
      OffsetAtHigh(s, r - 1, w);
      OffsetAtHigh(s - 1, r, w);
      var i := High(s, r - 1, w);
      MixedPlan.SplitCost(High(s, r, w), s, r, w, i);
      Distribute(w, i, Top(s, r - 1, w), Top(s - 1, r, w));
    }
  }

  lemma LineWhereAllFit(s: nat, r: nat, w: nat)
    requires r >= 1 && w >= 1 && AllFit(s, r, w)
    ensures Line(s + 1, s, r, w) == 0
    decreases s
  {
    FirstOffset(s, w);
    assert Slope(1, w) == Slope(0, w) + w;
    if s == 0 {
      assert Offset(0, r, w) == Slope(r, w);
      assert Slope(r, w) * 1 == Slope(r, w);
    } else if r == 1 {
      assert Slope(1, w) * (s + 1) == s + 1;
    } else {
      LineWhereAllFit(s - 1, r, w);
      assert Slope(r, w) * (s + 1) == Slope(r, w) * s + Slope(r, w);
    }
  }

  // l steps are in group w of phase r.
  ghost predicate InGroup(l: nat, s: nat, r: nat, w: nat) {
    r >= 2 && 1 <= w <= s && Low(s, r, w) <= l <= High(s, r, w)
  }

  lemma TopIsClosed(s: nat, r: nat, w: nat)
    requires w >= 1 && (r >= 2 || (r == 1 && s >= w))
    ensures Top(s, r, w) == (r - 1) * High(s, r, w) - Beta(s + 1, r - 1) + Beta(s, r - 2)
      + if s < w then 0 else Beta(s - w, r - 1)
    decreases r, s
  {
    BetaZero(s);
    BetaZero(s + 1);
    if r == 1 {
      BetaZero(s - w);
    } else if s == 0 {
      BetaOne(r - 1);
    } else if r == 2 && s < w {
      BetaInOneRepetition(s + 1);
    } else {
      TopIsClosed(s, r - 1, w);
      TopIsClosed(s - 1, r, w);
      Repeated(r, High(s, r - 1, w), High(s - 1, r, w));
      assert Beta(s + 1, r - 1) == Beta(s, r - 1) + Beta(s + 1, r - 2);
      assert Beta(s, r - 2) == Beta(s - 1, r - 2) + Beta(s, r - 3);
      if s > w {
        assert Beta(s - w, r - 1) == Beta(s - w - 1, r - 1) + Beta(s - w, r - 2);
      }
    }
  }

  lemma Repeated(r: nat, a: nat, b: nat)
    requires r >= 1
    ensures (r - 1) * (a + b) == a + (r - 2) * a + (r - 1) * b
  {
  }

  lemma BetaInOneRepetition(s: nat)
    ensures Beta(s, 1) == s + 1
  {
    BetaZero(s);
    if s >= 1 { BetaInOneRepetition(s - 1); }
  }

  // The groups of a phase follow one another from β(s, r−1) to β(s, r), the widest gaps first.
  lemma LastGroup(s: nat, r: nat)
    requires r >= 1
    ensures High(s, r, 1) == Beta(s, r)
    decreases r, s
  {
    if r == 1 {
      BetaInOneRepetition(s);
    } else if s >= 1 {
      LastGroup(s, r - 1);
      LastGroup(s - 1, r);
    }
  }

  lemma NoGroup(s: nat, r: nat, w: nat)
    requires s < w && r >= 2
    ensures Low(s, r, w) == High(s, r, w) == Beta(s, r - 1)
    decreases r, s
  {
    if s >= 1 {
      if r == 2 {
        BetaInOneRepetition(s);
      } else {
        NoGroup(s, r - 1, w);
        NoGroup(s - 1, r, w);
      }
    }
  }

  lemma FirstGroup(s: nat, r: nat)
    requires r >= 1 && s >= 1
    ensures Low(s, r, s) == Beta(s, r - 1)
    decreases r
  {
    BetaZero(s);
    if r >= 2 {
      FirstGroup(s, r - 1);
      NoGroup(s - 1, r, s);
      LowSplit(s, r, s);
    }
  }

  lemma NextGroup(s: nat, r: nat, w: nat)
    requires r >= 2 && 2 <= w <= s
    ensures High(s, r, w) == Low(s, r, w - 1)
    decreases r, s
  {
    LowSplit(s, r, w - 1);
    if r >= 3 { NextGroup(s, r - 1, w); }
    if s == w {
      NoGroup(s - 1, r, w);
      FirstGroup(s - 1, r);
    } else {
      NextGroup(s - 1, r, w);
    }
  }

  lemma GapsAreClosed(s: nat, r: nat, w: nat)
    requires r >= 2 && 1 <= w <= s
    ensures Gaps(s, r, w) == Beta(s - w, r - 2)
    decreases r, s
  {
    if s > w {
      if r == 2 { BetaZero(s - w); } else { GapsAreClosed(s, r - 1, w); }
      GapsAreClosed(s - 1, r, w);
    }
  }

  // Where the dependencies of all steps but the last do not fit, there is a group.
  lemma GroupFrom(l: nat, s: nat, r: nat, w: nat) returns (found: nat)
    requires r >= 2 && 1 <= w <= s && Low(s, r, w) <= l <= Beta(s, r)
    ensures InGroup(l, s, r, found)
    decreases w
  {
    if l <= High(s, r, w) {
      found := w;
    } else if w == 1 {
      LastGroup(s, r);
    } else {
      NextGroup(s, r, w);
      found := GroupFrom(l, s, r, w - 1);
    }
  }

  lemma GroupOf(l: nat, s: nat, r: nat) returns (w: nat)
    requires r >= 2 && s >= 1 && Repetitions(l, s, r)
    ensures InGroup(l, s, r, w)
  {
    FirstGroup(s, r);
    w := GroupFrom(l, s, r, s);
  }
}
