using System.Runtime.ExceptionServices;

namespace Schedules.Runtime.Tests.Stores;

/// <summary>Which errors are a store's.</summary>
public class StoreErrorsTests
{
    [Fact]
    public void Whatever_a_store_throws_is_an_error_of_the_store_that_names_the_step()
    {
        var own = new CheckpointStoreException("It is full.", 3);
        Assert.Same(own, StoreErrors.Of(own, 7));
        var odd = new InvalidOperationException("Odd.");
        var named = StoreErrors.Of(odd, 7);
        Assert.Equal((7L, odd, "the checkpoint of step 7: Odd."), (named.Step, named.InnerException, named.Message));
        var unnamed = StoreErrors.Of(odd, null);
        Assert.Equal((null, odd, "Odd."), (unnamed.Step, unnamed.InnerException, unnamed.Message));
    }

    [Fact]
    public void Only_what_was_thrown_last_is_its()
    {
        var errors = new StoreErrors();
        var foreign = new CheckpointStoreException("A model's.");
        Assert.False(errors.Has(foreign));
        var first = errors.Named(new InvalidOperationException("One."), 1);
        Assert.True(errors.Has(first));
        var second = new CheckpointStoreException("Two.");
        Assert.Same(
            second,
            Assert.Throws<CheckpointStoreException>(() => errors.Throw(ExceptionDispatchInfo.Capture(second)))
        );
        Assert.Equal((false, true, false), (errors.Has(first), errors.Has(second), errors.Has(foreign)));
    }
}
