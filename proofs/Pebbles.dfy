include "Room.dfy"

// However the forward moves and checkpoints are kept or given up, few steps can be advanced over
// seldom. The pebbles are the kept checkpoints, step 0, and the place where the forward stands.
module Pebbles {
  import opened Binomial
  import opened Room

  ghost predicate Increasing(q: seq<nat>) {
    |q| >= 1 && q[0] == 0 && forall i, j | 0 <= i < j < |q| :: q[i] < q[j]
  }

  ghost function Elements(q: seq<nat>): set<nat> {
    set x | x in q
  }

  // The last pebble at or before a step.
  function Last(q: seq<nat>, x: nat): nat
    requires |q| >= 1
    ensures Last(q, x) < |q|
  {
    if |q| == 1 || q[|q| - 1] <= x then |q| - 1 else Last(q[..|q| - 1], x)
  }

  lemma LastIs(q: seq<nat>, x: nat, i: nat)
    requires Increasing(q) && i < |q|
    requires q[i] <= x && (i + 1 < |q| ==> x < q[i + 1])
    ensures Last(q, x) == i
    decreases |q|
  {
    if i + 1 < |q| {
      assert q[i + 1] <= q[|q| - 1];
      LastIs(q[..|q| - 1], x, i);
    }
  }

  lemma LastBounds(q: seq<nat>, x: nat)
    requires Increasing(q)
    ensures Last(q, x) < |q|
    ensures q[Last(q, x)] <= x
    ensures Last(q, x) + 1 < |q| ==> x < q[Last(q, x) + 1]
    decreases |q|
  {
    if |q| > 1 && q[|q| - 1] > x {
      LastBounds(q[..|q| - 1], x);
    }
  }

  // Whether a step counts: it is advanced over at most as often as the threshold of its pebble says.
  function Counts(q: seq<nat>, k: seq<int>, extra: seq<int>, x: nat): nat
    requires |q| == |k| >= 1 && x < |extra|
  {
    if extra[x] <= k[Last(q, x)] then 1 else 0
  }

  function Count(q: seq<nat>, k: seq<int>, extra: seq<int>, y: nat): nat
    requires |q| == |k| >= 1 && y <= |extra|
  {
    if y == 0 then 0 else Count(q, k, extra, y - 1) + Counts(q, k, extra, y - 1)
  }

  lemma CountIsMonotone(
    q: seq<nat>, k: seq<int>, extra: seq<int>, p: seq<nat>, m: seq<int>, other: seq<int>, y: nat)
    requires |q| == |k| >= 1 && |p| == |m| >= 1 && y <= |extra| && y <= |other|
    requires forall x: nat | x < y :: Counts(q, k, extra, x) <= Counts(p, m, other, x)
    ensures Count(q, k, extra, y) <= Count(p, m, other, y)
  {
    if y > 0 {
      CountIsMonotone(q, k, extra, p, m, other, y - 1);
    }
  }

  // Of the steps before y, no more are advanced over at most as often as thresholds say than the
  // pebbles leave room for, whatever the thresholds are. `extra` counts what is still to come.
  ghost predicate Within(s: nat, pebbles: set<nat>, y: nat, extra: seq<int>)
    requires y <= |extra|
  {
    forall q: seq<nat>, k: seq<int> |
      Increasing(q) && Elements(q) == pebbles && |k| == |q| && |q| <= s + 1 ::
      Count(q, k, extra, y) <= Capacity(s, k)
  }

  lemma Size(q: seq<nat>)
    requires Increasing(q)
    ensures |Elements(q)| == |q|
    decreases |q|
  {
    if |q| > 1 {
      var shorter := q[..|q| - 1];
      Size(shorter);
      assert Elements(q) == Elements(shorter) + {q[|q| - 1]};
    } else {
      assert Elements(q) == {0};
    }
  }

  // A pebble that is taken up.
  lemma Drop(s: nat, pebbles: set<nat>, w: nat, y: nat, extra: seq<int>)
    requires y <= |extra| && w in pebbles && w != 0
    requires Within(s, pebbles - {w}, y, extra)
    ensures Within(s, pebbles, y, extra)
  {
    forall q: seq<nat>, k: seq<int> |
      Increasing(q) && Elements(q) == pebbles && |k| == |q| && |q| <= s + 1
      ensures Count(q, k, extra, y) <= Capacity(s, k)
    {
      assert w in Elements(q);
      var i :| 0 <= i < |q| && q[i] == w;
      assert i >= 1;
      var p := q[..i] + q[i + 1..];
      var m := Merged(k, i - 1);
      Without(q, i);
      MergeKeeps(s, k, i - 1);
      forall x: nat | x < y
        ensures Counts(q, k, extra, x) <= Counts(p, m, extra, x)
      {
        var j := Last(q, x);
        LastBounds(q, x);
        LastIs(p, x, if j < i then j else j - 1);
      }
      CountIsMonotone(q, k, extra, p, m, extra, y);
      assert Count(p, m, extra, y) <= Capacity(s, m);
    }
  }

  lemma Without(q: seq<nat>, i: nat)
    requires Increasing(q) && 1 <= i < |q|
    ensures Increasing(q[..i] + q[i + 1..])
    ensures Elements(q[..i] + q[i + 1..]) == Elements(q) - {q[i]}
  {
    var p := q[..i] + q[i + 1..];
    forall a, b | 0 <= a < b < |p|
      ensures p[a] < p[b]
    {
    }
    forall x | x in Elements(q) - {q[i]}
      ensures x in Elements(p)
    {
      var j :| 0 <= j < |q| && q[j] == x;
      assert p[if j < i then j else j - 1] == x;
    }
    forall x | x in Elements(p)
      ensures x in Elements(q) && x != q[i]
    {
      var j :| 0 <= j < |p| && p[j] == x;
      assert x == q[if j < i then j else j + 1];
    }
  }

  lemma With(q: seq<nat>, i: nat, w: nat)
    requires Increasing(q) && i < |q| && q[i] < w && (i + 1 < |q| ==> w < q[i + 1])
    ensures Increasing(q[..i + 1] + [w] + q[i + 1..])
    ensures Elements(q[..i + 1] + [w] + q[i + 1..]) == Elements(q) + {w}
  {
    var p := q[..i + 1] + [w] + q[i + 1..];
    forall a, b | 0 <= a < b < |p|
      ensures p[a] < p[b]
    {
    }
    forall x | x in Elements(q) + {w}
      ensures x in Elements(p)
    {
      if x == w {
        assert p[i + 1] == w;
      } else {
        var j :| 0 <= j < |q| && q[j] == x;
        assert p[if j <= i then j else j + 1] == x;
      }
    }
    forall x | x in Elements(p)
      ensures x in Elements(q) + {w}
    {
      var j :| 0 <= j < |p| && p[j] == x;
      assert x == if j <= i then q[j] else if j == i + 1 then w else q[j - 1];
    }
  }

  // The forward advances over step w from a checkpoint that stays.
  lemma {:isolate_assertions} Leave(s: nat, pebbles: set<nat>, w: nat, y: nat, extra: seq<int>)
    requires w < y <= |extra| && w in pebbles && |pebbles + {w + 1}| <= s + 1
    requires Within(s, pebbles + {w + 1}, y, extra)
    ensures Within(s, pebbles, y, extra[w := extra[w] + 1])
  {
    var before := extra[w := extra[w] + 1];
    forall q: seq<nat>, k: seq<int> |
      Increasing(q) && Elements(q) == pebbles && |k| == |q| && |q| <= s + 1
      ensures Count(q, k, before, y) <= Capacity(s, k)
    {
      assert w in Elements(q);
      var i :| 0 <= i < |q| && q[i] == w;
      if w + 1 in pebbles {
        assert w + 1 in Elements(q);
        var j :| 0 <= j < |q| && q[j] == w + 1;
        Neighbours(q, i, j);
        assert pebbles + {w + 1} == pebbles;
        var m := k[i := k[i] - 1];
        Monotone(s, m, k);
        forall x: nat | x < y
          ensures Counts(q, k, before, x) <= Counts(q, m, extra, x)
        {
          LastBounds(q, x);
          if x == w { LastIs(q, x, i); }
        }
        CountIsMonotone(q, k, before, q, m, extra, y);
      } else {
        NotBetween(q, i, pebbles);
        With(q, i, w + 1);
        var p := q[..i + 1] + [w + 1] + q[i + 1..];
        RoomForOneMore(s, q, p, pebbles, w + 1);
        var m := Divided(k, i);
        SplitKeeps(s, k, i);
        forall x: nat | x < y
          ensures Counts(q, k, before, x) <= Counts(p, m, extra, x)
        {
          var j := Last(q, x);
          LastBounds(q, x);
          if x == w { LastIs(q, x, i); }
          LastIs(p, x, if j < i || x == w then j else j + 1);
        }
        CountIsMonotone(q, k, before, p, m, extra, y);
        assert Count(p, m, extra, y) <= Capacity(s, m);
      }
    }
  }

  lemma RoomForOneMore(s: nat, q: seq<nat>, p: seq<nat>, pebbles: set<nat>, w: nat)
    requires Increasing(p) && Elements(p) == pebbles + {w} && |p| == |q| + 1
    requires |pebbles + {w}| <= s + 1
    ensures |q| <= s
  {
    Size(p);
  }

  lemma Neighbours(q: seq<nat>, i: nat, j: nat)
    requires Increasing(q) && i < |q| && j < |q| && q[j] == q[i] + 1
    ensures j == i + 1
  {
    if j > i + 1 {
      assert q[i] < q[i + 1] < q[j];
    } else if j < i {
      assert q[j] < q[i];
    }
  }

  lemma NotBetween(q: seq<nat>, i: nat, pebbles: set<nat>)
    requires Increasing(q) && Elements(q) == pebbles && i < |q| && q[i] + 1 !in pebbles
    ensures i + 1 < |q| ==> q[i] + 1 < q[i + 1]
  {
    if i + 1 < |q| {
      assert q[i + 1] in Elements(q);
    }
  }

  // The forward advances over step w, and is no longer there.
  lemma Move(s: nat, pebbles: set<nat>, w: nat, y: nat, extra: seq<int>)
    requires w < y <= |extra| && w in pebbles && w != 0
    requires Within(s, pebbles - {w} + {w + 1}, y, extra)
    ensures Within(s, pebbles, y, extra[w := extra[w] + 1])
  {
    var before := extra[w := extra[w] + 1];
    forall q: seq<nat>, k: seq<int> |
      Increasing(q) && Elements(q) == pebbles && |k| == |q| && |q| <= s + 1
      ensures Count(q, k, before, y) <= Capacity(s, k)
    {
      assert w in Elements(q);
      var i :| 0 <= i < |q| && q[i] == w;
      assert i >= 1;
      if w + 1 in pebbles {
        assert w + 1 in Elements(q);
        var j :| 0 <= j < |q| && q[j] == w + 1;
        Neighbours(q, i, j);
        Without(q, i);
        var p := q[..i] + q[i + 1..];
        assert Elements(p) == pebbles - {w} + {w + 1};
        var fewer := k[i := k[i] - 1];
        var m := Merged(fewer, i - 1);
        Monotone(s, fewer, k);
        MergeKeeps(s, fewer, i - 1);
        forall x: nat | x < y
          ensures Counts(q, k, before, x) <= Counts(p, m, extra, x)
        {
          var j := Last(q, x);
          LastBounds(q, x);
          if x == w { LastIs(q, x, i); }
          LastIs(p, x, if j < i then j else j - 1);
        }
        CountIsMonotone(q, k, before, p, m, extra, y);
        assert Count(p, m, extra, y) <= Capacity(s, m);
      } else {
        NotBetween(q, i, pebbles);
        var p := q[i := w + 1];
        Replaced(q, i);
        var m := k[i - 1 := Max(k[i - 1], k[i] - 1)];
        MoveKeeps(s, k, i);
        forall x: nat | x < y
          ensures Counts(q, k, before, x) <= Counts(p, m, extra, x)
        {
          var j := Last(q, x);
          LastBounds(q, x);
          if x == w {
            LastIs(q, x, i);
            LastIs(p, x, i - 1);
          } else {
            LastIs(p, x, j);
          }
        }
        CountIsMonotone(q, k, before, p, m, extra, y);
        assert Count(p, m, extra, y) <= Capacity(s, m);
      }
    }
  }

  lemma Replaced(q: seq<nat>, i: nat)
    requires Increasing(q) && 1 <= i < |q| && (i + 1 < |q| ==> q[i] + 1 < q[i + 1])
    ensures Increasing(q[i := q[i] + 1])
    ensures Elements(q[i := q[i] + 1]) == Elements(q) - {q[i]} + {q[i] + 1}
  {
    var p := q[i := q[i] + 1];
    forall x | x in Elements(q) - {q[i]} + {q[i] + 1}
      ensures x in Elements(p)
    {
      if x == q[i] + 1 {
        assert p[i] == x;
      } else {
        var j :| 0 <= j < |q| && q[j] == x;
        assert p[j] == x;
      }
    }
    forall x | x in Elements(p)
      ensures x in Elements(q) - {q[i]} + {q[i] + 1}
    {
      var j :| 0 <= j < |p| && p[j] == x;
      if j != i { assert x == q[j]; }
    }
  }

  lemma MoveKeeps(s: nat, k: seq<int>, i: nat)
    requires 1 <= i < |k| <= s + 1
    ensures Capacity(s, k[i - 1 := Max(k[i - 1], k[i] - 1)]) <= Capacity(s, k)
  {
    var m := k[i - 1 := Max(k[i - 1], k[i] - 1)];
    if k[i - 1] >= k[i] - 1 {
      assert m == k;
    } else {
      var merged := Merged(k, i - 1);
      assert Divided(merged, i - 1) == m;
      SplitKeeps(s, merged, i - 1);
      MergeKeeps(s, k, i - 1);
    }
  }

  // The adjoint goes back over step y − 1, with the forward at its start, which then is nowhere. That
  // the last step costs nothing extra is all that slots are good for.
  lemma Back(s: nat, pebbles: set<nat>, left: set<nat>, y: nat, extra: seq<int>)
    requires 1 <= y <= |extra| && y - 1 in pebbles && extra[y - 1] >= 0
    requires left == pebbles || (left == pebbles - {y - 1} && y > 1)
    requires Within(s, left, y - 1, extra)
    ensures Within(s, pebbles, y, extra)
  {
    var w := y - 1;
    forall q: seq<nat>, k: seq<int> |
      Increasing(q) && Elements(q) == pebbles && |k| == |q| && |q| <= s + 1
      ensures Count(q, k, extra, y) <= Capacity(s, k)
    {
      assert w in Elements(q);
      var i :| 0 <= i < |q| && q[i] == w;
      LastIs(q, w, i);
      var pre, post := k[..i], k[i + 1..];
      assert k == pre + [k[i]] + post;
      var none := seq(|post|, _ => -1);
      if i == 0 {
        assert y == 1;
        if k[0] >= 0 {
          AtLeastOne(s, k);
        }
        assert Count(q, k, extra, 0) == 0;
        assert Count(q, k, extra, 1) == Counts(q, k, extra, 0);
      } else {
        var p, m;
        if left == pebbles {
          p, m := q, pre + ([-1] + none);
          NothingAdds(s, pre, [-1] + none);
        } else {
          Without(q, i);
          p, m := q[..i] + q[i + 1..], pre + none;
          NothingAdds(s, pre, none);
        }
        forall x: nat | x < y - 1
          ensures Counts(q, k, extra, x) <= Counts(p, m, extra, x)
        {
          var j := Last(q, x);
          LastBounds(q, x);
          assert j < i by {
            if j >= i { assert q[i] <= q[j]; }
          }
          LastIs(p, x, j);
        }
        CountIsMonotone(q, k, extra, p, m, extra, y - 1);
        assert Count(p, m, extra, y - 1) <= Capacity(s, m);
        if k[i] >= 0 {
          OneStepMore(s, pre, k[i], post);
        } else {
          PrefixIsLess(s, pre, [k[i]] + post);
          assert pre + ([k[i]] + post) == k;
        }
      }
    }
  }

  lemma AtLeastOne(s: nat, k: seq<int>)
    requires 1 <= |k| <= s + 1 && k[0] >= 0
    ensures Capacity(s, k) >= 1
    decreases |k|
  {
    BetaPositive(s, k[0]);
  }

  lemma PrefixIsLess(s: nat, pre: seq<int>, post: seq<int>)
    requires 1 <= |pre| && |pre| + |post| <= s + 1
    ensures Capacity(s, pre) <= Capacity(s, pre + post)
    decreases |post|
  {
    if |post| == 0 {
      assert pre + post == pre;
    } else {
      var shorter := pre + post[..|post| - 1];
      PrefixIsLess(s, pre, post[..|post| - 1]);
      AnyAdds(s, shorter, post[|post| - 1]);
      assert shorter + [post[|post| - 1]] == pre + post;
    }
  }
}
