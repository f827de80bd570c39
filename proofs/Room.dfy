include "Binomial.dfy"

// The most steps that can lie between given pebbles, when every step between two of them may be
// advanced over at most as often as a threshold says. A pebble is a kept checkpoint, or the place
// where the forward stands. The i-th pebble has s − i slots for what follows it, unless pebbles after
// it are taken up: then the thresholds of both sides are merged into the larger one.
module Room {
  import opened Binomial

  function Max(a: int, b: int): int {
    if a >= b then a else b
  }

  function Capacity(s: nat, k: seq<int>): nat
    requires 1 <= |k| <= s + 1
    decreases |k|
  {
    if |k| == 1 then Beta(s, k[0])
    else Max(Beta(s, k[0]) + Capacity(s - 1, k[1..]), Capacity(s, [Max(k[0], k[1])] + k[2..]))
  }

  lemma Monotone(s: nat, k: seq<int>, m: seq<int>)
    requires 1 <= |k| == |m| <= s + 1
    requires forall i | 0 <= i < |k| :: k[i] <= m[i]
    ensures Capacity(s, k) <= Capacity(s, m)
    decreases |k|
  {
    BetaMonotoneInRepetitions(s, k[0], m[0]);
    if |k| > 1 {
      Monotone(s - 1, k[1..], m[1..]);
      Monotone(s, [Max(k[0], k[1])] + k[2..], [Max(m[0], m[1])] + m[2..]);
    }
  }

  lemma MonotoneInSlots(s: nat, k: seq<int>)
    requires 1 <= |k| <= s + 1
    ensures Capacity(s, k) <= Capacity(s + 1, k)
    decreases |k|
  {
    BetaMonotoneInSlots(s, k[0]);
    if |k| > 1 {
      MonotoneInSlots(s - 1, k[1..]);
      MonotoneInSlots(s, [Max(k[0], k[1])] + k[2..]);
    }
  }

  function Merged(k: seq<int>, i: nat): seq<int>
    requires i + 1 < |k|
  {
    k[..i] + [Max(k[i], k[i + 1])] + k[i + 2..]
  }

  // Taking up a pebble never makes room.
  lemma MergeKeeps(s: nat, k: seq<int>, i: nat)
    requires i + 1 < |k| <= s + 1
    ensures Capacity(s, Merged(k, i)) <= Capacity(s, k)
    decreases |k|
  {
    var m := Merged(k, i);
    if i == 0 {
      assert m == [Max(k[0], k[1])] + k[2..];
    } else {
      assert m[0] == k[0];
      assert m[1..] == Merged(k[1..], i - 1);
      MergeKeeps(s - 1, k[1..], i - 1);
      var head := [Max(k[0], k[1])] + k[2..];
      if i == 1 {
        if |m| > 1 {
          assert m[1] == Max(k[1], k[2]);
          assert [Max(m[0], m[1])] + m[2..] == Merged(head, 0);
          MergeKeeps(s, head, 0);
        }
      } else {
        assert m[1] == k[1];
        assert [Max(m[0], m[1])] + m[2..] == Merged(head, i - 1);
        MergeKeeps(s, head, i - 1);
      }
    }
  }

  function Divided(k: seq<int>, i: nat): seq<int>
    requires i < |k|
  {
    k[..i] + [k[i] - 1] + k[i..]
  }

  // Splitting at a pebble that the forward has just left behind it makes no room: the steps between
  // have been advanced over once more. This is Pascal's rule.
  lemma SplitFirstKeeps(s: nat, k: seq<int>)
    requires 1 <= |k| <= s
    ensures Beta(s, k[0] - 1) + Capacity(s - 1, k) <= Capacity(s, k)
    ensures Capacity(s, Divided(k, 0)) <= Capacity(s, k)
    decreases |k|
  {
    var a := k[0];
    assert Beta(s, a - 1) + Beta(s - 1, a) <= Beta(s, a);
    if |k| > 1 {
      var b := k[1];
      var rest := k[1..];
      var head := [Max(a, b)] + k[2..];
      MonotoneInSlots(s - 2, rest);
      assert Beta(s, a - 1) + Beta(s - 1, a) + Capacity(s - 2, rest) <= Capacity(s, k);
      SplitFirstKeeps(s, head);
      BetaMonotoneInRepetitions(s, a - 1, Max(a, b) - 1);
      assert Beta(s, a - 1) + Capacity(s - 1, head) <= Capacity(s, k);
    }
    var p := Divided(k, 0);
    assert p == [a - 1] + k;
    assert p[1..] == k;
    assert [Max(p[0], p[1])] + p[2..] == k;
  }

  lemma SplitKeeps(s: nat, k: seq<int>, i: nat)
    requires i < |k| <= s
    ensures Capacity(s, Divided(k, i)) <= Capacity(s, k)
    decreases |k|
  {
    if i == 0 {
      SplitFirstKeeps(s, k);
    } else {
      var p := Divided(k, i);
      assert p[0] == k[0];
      assert p[1..] == Divided(k[1..], i - 1);
      SplitKeeps(s - 1, k[1..], i - 1);
      var head := [Max(k[0], k[1])] + k[2..];
      var merged := [Max(p[0], p[1])] + p[2..];
      if i == 1 {
        assert p[1] == k[1] - 1;
        assert p[2..] == k[1..];
        if k[0] >= k[1] - 1 {
          assert merged == k;
        } else {
          assert head == k[1..];
          assert merged == Divided(head, 0);
          SplitFirstKeeps(s, head);
        }
      } else {
        assert p[1] == k[1];
        assert merged == Divided(head, i - 1);
        SplitKeeps(s, head, i - 1);
      }
    }
  }

  ghost predicate Nothing(k: seq<int>) {
    forall i | 0 <= i < |k| :: k[i] == -1
  }

  // Pebbles with no step after them add nothing.
  lemma NothingAdds(s: nat, pre: seq<int>, post: seq<int>)
    requires 1 <= |pre| && |pre| + |post| <= s + 1 && Nothing(post)
    ensures Capacity(s, pre + post) <= Capacity(s, pre)
    decreases |pre| + |post|
  {
    var k := pre + post;
    if |post| == 0 {
      assert k == pre;
    } else if |pre| == 1 {
      NothingIsNothing(s - 1, post);
      assert k[1..] == post;
      var first := [Max(pre[0], -1)];
      assert [Max(k[0], k[1])] + k[2..] == first + post[1..];
      NothingAdds(s, first, post[1..]);
      assert Capacity(s, first) == Beta(s, Max(pre[0], -1));
      assert Beta(s, Max(pre[0], -1)) == Beta(s, pre[0]);
    } else {
      assert k[1..] == pre[1..] + post;
      NothingAdds(s - 1, pre[1..], post);
      var first := [Max(pre[0], pre[1])] + pre[2..];
      assert [Max(k[0], k[1])] + k[2..] == first + post;
      NothingAdds(s, first, post);
    }
  }

  lemma NothingIsNothing(s: nat, k: seq<int>)
    requires 1 <= |k| <= s + 1 && Nothing(k)
    ensures Capacity(s, k) == 0
    decreases |k|
  {
    if |k| > 1 {
      NothingIsNothing(s - 1, k[1..]);
      NothingIsNothing(s, [Max(k[0], k[1])] + k[2..]);
    }
  }

  // A pebble with one step after it makes room for that step.
  lemma OneStepMore(s: nat, pre: seq<int>, b: int, post: seq<int>)
    requires 1 <= |pre| && |pre| + 1 + |post| <= s + 1 && b >= 0
    ensures Capacity(s, pre) + 1 <= Capacity(s, pre + [b] + post)
    decreases |pre| + |post|
  {
    var k := pre + [b] + post;
    if |post| > 0 {
      OneStepMore(s, pre, b, post[..|post| - 1]);
      var shorter := pre + [b] + post[..|post| - 1];
      assert k == shorter + [post[|post| - 1]];
      AnyAdds(s, shorter, post[|post| - 1]);
    } else if |pre| == 1 {
      assert k[1..] == [b];
      BetaPositive(s - 1, b);
    } else {
      assert k == pre + [b];
      assert k[1..] == pre[1..] + [b] + [];
      OneStepMore(s - 1, pre[1..], b, []);
      var first := [Max(pre[0], pre[1])] + pre[2..];
      assert [Max(k[0], k[1])] + k[2..] == first + [b] + [];
      OneStepMore(s, first, b, []);
    }
  }

  lemma AnyAdds(s: nat, k: seq<int>, b: int)
    requires 1 <= |k| && |k| + 1 <= s + 1
    ensures Capacity(s, k) <= Capacity(s, k + [b])
    decreases |k|
  {
    var m := k + [b];
    if |k| == 1 {
      assert m[1..] == [b];
    } else {
      assert m[1..] == k[1..] + [b];
      AnyAdds(s - 1, k[1..], b);
      var first := [Max(k[0], k[1])] + k[2..];
      assert [Max(m[0], m[1])] + m[2..] == first + [b];
      AnyAdds(s, first, b);
    }
  }
}
