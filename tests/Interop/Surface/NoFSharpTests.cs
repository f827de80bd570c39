using System.Reflection;
using Microsoft.FSharp.Core;

namespace Schedules.Interop.Tests;

/// <summary>A user of the facade meets no type of F#, and no Tuple, anywhere on
/// its surface.</summary>
public class NoFSharpTests
{
    private static readonly Assembly Facade = typeof(CheckpointSchedule).Assembly;

    [Fact]
    public void No_signature_mentions_a_type_of_fsharp_or_a_tuple()
    {
        Assert.Empty(Facade.GetExportedTypes().SelectMany(Foreign));
    }

    [Fact]
    public void The_check_sees_such_types_wherever_they_are()
    {
        Assert.Equal(
            ["Base", "Deep", "Field", "Parameter", "Property", "Tuple", "get_Property"],
            Foreign(typeof(Leaking)).Select(mention => mention.Split(' ')[1]).Distinct().Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void The_surface_is_made_of_the_facade_and_the_base_library_alone()
    {
        var assemblies =
            from type in Facade.GetExportedTypes()
            from mentioned in Signature.Visible(type).SelectMany(Mentioned).SelectMany(Parts)
            select mentioned.Assembly;
        Assert.Equal([Facade, typeof(object).Assembly], assemblies.Distinct().OrderBy(assembly => assembly != Facade));
    }

    private static IEnumerable<string> Foreign(Type type) =>
        [
            .. from parent in Ancestors(type).Concat(type.GetInterfaces())
            where Parts(parent).Any(IsForeign)
            select $"{type} Base {parent}",
            .. from member in Signature.Visible(type)
            where Mentioned(member).SelectMany(Parts).Any(IsForeign)
            select $"{type} {member.Name} {member}",
        ];

    private static bool IsForeign(Type type) =>
        type.Assembly.GetName().Name is "FSharp.Core" or "Schedules.FSharp"
        || (type.FullName ?? "").StartsWith("System.Tuple", StringComparison.Ordinal);

    private static IEnumerable<Type> Ancestors(Type type) =>
        type.BaseType is { } parent ? Ancestors(parent).Prepend(parent) : [];

    private static IEnumerable<Type> Mentioned(MemberInfo member) =>
        member switch
        {
            MethodInfo method => method
                .GetParameters()
                .Select(parameter => parameter.ParameterType)
                .Append(method.ReturnType),
            ConstructorInfo made => made.GetParameters().Select(parameter => parameter.ParameterType),
            PropertyInfo property => [property.PropertyType],
            FieldInfo field => [field.FieldType],
            _ => [],
        };

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsConstructedGenericType
            ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition())
        : [type];

    private class Leaking : List<FSharpOption<int>>
    {
        public FSharpFunc<int, int>[] Field = [];

        public IReadOnlyDictionary<string, List<Unit>>? Property { get; }

        protected static Tuple<int>? Tuple() => null;

        public static void Parameter(in FSharp.Storage storage) => _ = storage;

        public Func<FSharpValueOption<long>>? Deep() => null;

        internal FSharpOption<int>? Hidden() => null;

        public int Harmless(List<int> numbers) => numbers.Count + Field.Length;
    }
}
