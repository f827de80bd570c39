using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace Schedules.Interop.Tests;

/// <summary>Every public member of the facade says what it is, what its parameters are, and what
/// it throws.</summary>
public class DocumentationTests
{
    private static readonly Assembly Facade = typeof(CheckpointSchedule).Assembly;

    private static readonly ILookup<string, XElement> Entries = XDocument
        .Load(Path.Combine(AppContext.BaseDirectory, "Schedules.Interop.xml"))
        .Descendants("member")
        .ToLookup(entry => entry.Attribute("name")!.Value);

    public static TheoryData<string> Documented =>
        [.. Facade.GetExportedTypes().SelectMany(Members).Select(member => member.Id)];

    public static TheoryData<string, string> Functions
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var (id, member) in Facade.GetExportedTypes().SelectMany(Members))
                if (member is MethodBase function && function.GetParameters().Length > 0)
                    rows.Add(id, string.Join(", ", function.GetParameters().Select(parameter => parameter.Name)));
            return rows;
        }
    }

    public static TheoryData<string> Validating =>
        [
            .. from member in Facade.GetExportedTypes().SelectMany(Members)
            where
                member.Member is MethodInfo { IsStatic: true } factory
                && factory.ReturnType == typeof(CheckpointSchedule)
            where ((MethodInfo)member.Member).GetParameters().Any(parameter => parameter.ParameterType != typeof(bool))
            select member.Id,
        ];

    public static TheoryData<string> Stoppable =>
        [
            .. from member in Facade.GetExportedTypes().SelectMany(Members)
            where
                member.Member is MethodInfo method
                && method.GetParameters().Any(parameter => parameter.ParameterType == typeof(BuildOptions))
            select member.Id,
        ];

    [Theory]
    [MemberData(nameof(Documented))]
    public void Every_public_member_has_a_summary(string id)
    {
        Assert.False(string.IsNullOrWhiteSpace(Entry(id).Element("summary")?.Value), id);
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Every_parameter_is_described(string id, string parameters)
    {
        var described =
            from parameter in Entry(id).Elements("param")
            where !string.IsNullOrWhiteSpace(parameter.Value)
            select parameter.Attribute("name")!.Value;
        Assert.Equal(parameters, string.Join(", ", described));
    }

    [Theory]
    [MemberData(nameof(Validating))]
    public void Every_factory_that_validates_says_what_it_throws(string id)
    {
        Assert.Contains("T:System.ArgumentOutOfRangeException", Exceptions(id));
    }

    [Theory]
    [MemberData(nameof(Stoppable))]
    public void Every_factory_whose_building_can_be_stopped_says_what_it_throws_then(string id)
    {
        Assert.Contains("T:System.OperationCanceledException", Exceptions(id));
    }

    [Fact]
    public void Every_exception_that_is_documented_is_a_type_and_says_when()
    {
        var thrown = Entries.SelectMany(entries => entries).Elements("exception").ToList();
        Assert.NotEmpty(thrown);
        Assert.All(
            thrown,
            exception =>
            {
                var name = exception.Attribute("cref")!.Value[2..];
                Assert.True((Facade.GetType(name) ?? typeof(object).Assembly.GetType(name)) is not null, name);
                Assert.False(string.IsNullOrWhiteSpace(exception.Value), name);
            }
        );
    }

    private static XElement Entry(string id) => Assert.Single(Entries[id]);

    private static IEnumerable<string> Exceptions(string id) =>
        Entry(id).Elements("exception").Select(exception => exception.Attribute("cref")!.Value);

    /// <summary>A type and what is written by hand in it, each with its name in the
    /// documentation file.</summary>
    private static IEnumerable<(string Id, MemberInfo Member)> Members(Type type) =>
        [
            ($"T:{type.FullName}", type),
            .. from member in Signature.Visible(type)
            where member.DeclaringType == type && member.GetCustomAttribute<CompilerGeneratedAttribute>() is null
            let id = Id(member)
            where id is not null
            select (id, member),
        ];

    private static string? Id(MemberInfo member) =>
        member switch
        {
            PropertyInfo property when property.GetMethod!.IsPublic => $"P:{Owner(member)}.{member.Name}",
            FieldInfo { Name: not "value__" } => $"F:{Owner(member)}.{member.Name}",
            ConstructorInfo made when made.GetParameters().Length > 0 => $"M:{Owner(member)}.#ctor{Parameters(made)}",
            MethodInfo { IsSpecialName: false } method => $"M:{Owner(member)}.{member.Name}{Parameters(method)}",
            _ => null,
        };

    private static string Owner(MemberInfo member) => member.DeclaringType!.FullName!;

    private static string Parameters(MethodBase method) =>
        method.GetParameters() is { Length: > 0 } parameters
            ? $"({string.Join(",", parameters.Select(parameter => Name(parameter.ParameterType)))})"
            : "";

    private static string Name(Type type) =>
        type.IsByRef ? $"{Name(type.GetElementType()!)}@"
        : type.IsConstructedGenericType
            ? $"{type.GetGenericTypeDefinition().FullName!.Split('`')[0]}{{{string.Join(",", type.GetGenericArguments().Select(Name))}}}"
        : type.FullName!;
}
