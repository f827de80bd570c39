using System.Reflection;

namespace Schedules.Interop.Tests;

/// <summary>The public surface of an assembly as lines of text, in an order that does not depend on
/// the compiler.</summary>
internal static class Signature
{
    private static readonly NullabilityInfoContext Nullability = new();

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(int)] = "int",
        [typeof(ulong)] = "ulong",
        [typeof(long)] = "long",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
    };

    /// <summary>Every public type, each followed by its members.</summary>
    public static IEnumerable<string> Of(Assembly assembly) =>
        from type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal)
        from line in Members(type).Order(StringComparer.Ordinal).Select(member => $"    {member}").Prepend(Header(type))
        select line;

    /// <summary>What a user of a type sees of it, or who derives from it: declared by the
    /// type itself.</summary>
    public static IEnumerable<MemberInfo> Visible(Type type) =>
        type.GetMembers(Everything).Where(member => member is not Type && IsVisible(member));

    private const BindingFlags Everything =
        BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    private static bool IsVisible(MemberInfo member) =>
        member switch
        {
            MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
            FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
            PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible),
            EventInfo occurrence => IsVisible(occurrence.AddMethod!),
            _ => true,
        };

    private static string Header(Type type)
    {
        var kind =
            type.IsEnum ? "enum"
            : type.IsValueType ? "struct"
            : type.IsInterface ? "interface"
            : type is { IsAbstract: true, IsSealed: true } ? "static class"
            : type.IsAbstract ? "abstract class"
            : type.IsSealed ? "sealed class"
            : "class";
        Type[] bases =
            type.IsEnum ? [type.GetEnumUnderlyingType()]
            : type.BaseType is { } parent ? [parent, .. type.GetInterfaces()]
            : type.GetInterfaces();
        var names = bases.Except([typeof(object), typeof(ValueType)]).Select(Name).Order(StringComparer.Ordinal);
        return $"{kind} {type.FullName} : {string.Join(", ", names)}".TrimEnd(' ', ':');
    }

    private static IEnumerable<string> Members(Type type) =>
        from member in Visible(type)
        where
            member is not MethodInfo { IsSpecialName: true } method
            || method.Name.StartsWith("op_", StringComparison.Ordinal)
        where member.Name != "value__"
        select Line(member);

    private static string Line(MemberInfo member) =>
        member switch
        {
            ConstructorInfo made => $"{Modifiers(made)}new({Parameters(made)})",
            MethodInfo method =>
                $"{Modifiers(method)}{Name(Nullability.Create(method.ReturnParameter))} {method.Name}{TypeParameters(method)}({Parameters(method)})",
            PropertyInfo property =>
                $"{Modifiers(property.GetMethod!)}{Name(Nullability.Create(property))} {Named(property)} {{ {Accessors(property)} }}",
            FieldInfo { IsLiteral: true } field when field.DeclaringType!.IsEnum =>
                $"{field.Name} = {field.GetRawConstantValue()}",
            FieldInfo { IsLiteral: true } field =>
                $"const {Name(field.FieldType)} {field.Name} = {field.GetRawConstantValue()}",
            FieldInfo field => $"{(field.IsStatic ? "static " : "")}{Name(Nullability.Create(field))} {field.Name}",
            _ => $"{member.MemberType} {member.Name}",
        };

    private static string Modifiers(MethodBase method) =>
        (method.IsPublic ? "" : "protected ")
        + (method.IsStatic ? "static " : "")
        + (method.IsAbstract ? "abstract " : "");

    private static string TypeParameters(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Accessors(PropertyInfo property) =>
        property.SetMethod switch
        {
            { } set when IsVisible(set) => set.ReturnParameter.GetRequiredCustomModifiers().Length > 0
                ? "get; init;"
                : "get; set;",
            _ => "get;",
        };

    private static string Named(PropertyInfo property) =>
        property.GetIndexParameters() is { Length: > 0 } taken
            ? $"this[{string.Join(", ", taken.Select(Parameter))}]"
            : property.Name;

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var way =
            parameter.IsOut ? "out "
            : parameter.IsIn ? "in "
            : parameter.ParameterType.IsByRef ? "ref "
            : "";
        var value = parameter.HasDefaultValue ? $" = {parameter.DefaultValue ?? "default"}" : "";
        return $"{way}{Name(Nullability.Create(parameter))} {parameter.Name}{value}";
    }

    private static string Name(NullabilityInfo info)
    {
        var type = info.Type.IsByRef ? info.Type.GetElementType()! : info.Type;
        var mark = !type.IsValueType && info.ReadState == NullabilityState.Nullable ? "?" : "";
        return info.Type.IsConstructedGenericType && Nullable.GetUnderlyingType(info.Type) is null
            ? $"{Bare(info.Type)}<{string.Join(", ", info.GenericTypeArguments.Select(Name))}>{mark}"
            : Name(info.Type) + mark;
    }

    private static string Name(Type type) =>
        Keywords.TryGetValue(type, out var keyword) ? keyword
        : type.HasElementType
            ? Name(type.GetElementType()!)
                + (
                    type.IsArray ? "[]"
                    : type.IsPointer ? "*"
                    : ""
                )
        : Nullable.GetUnderlyingType(type) is { } value ? $"{Name(value)}?"
        : type.IsConstructedGenericType ? $"{Bare(type)}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.Name;

    private static string Bare(Type type) => type.Name.Split('`')[0];
}
