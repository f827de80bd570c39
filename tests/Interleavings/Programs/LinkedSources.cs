using System.Reflection;
using System.Reflection.Emit;

namespace Schedules.Interleavings;

/// <summary>The sources that ship, as they are compiled here.</summary>
internal static class LinkedSources
{
    private static readonly Dictionary<short, OpCode> Operations = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(operation => operation.Value);

    /// <summary>The types whose members they name.</summary>
    public static IEnumerable<Type> Types() =>
        typeof(LinkedSources)
            .Assembly.GetTypes()
            .Where(type => type.Namespace is "Schedules.Runtime" or "Schedules.Samples.Acoustic")
            .SelectMany(Methods)
            .SelectMany(Used);

    private static IEnumerable<MethodBase> Methods(Type type)
    {
        const BindingFlags All =
            BindingFlags.DeclaredOnly
            | BindingFlags.Public
            | BindingFlags.NonPublic
            | BindingFlags.Instance
            | BindingFlags.Static;
        return type.GetMethods(All).Concat<MethodBase>(type.GetConstructors(All));
    }

    private static IEnumerable<Type> Used(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code)
            yield break;
        for (var at = 0; at < code.Length; )
        {
            var operation = code[at] == 0xfe ? Operations[(short)(0xfe00 | code[at + 1])] : Operations[code[at]];
            at += operation.Size;
            if (
                operation.OperandType
                is OperandType.InlineMethod
                    or OperandType.InlineField
                    or OperandType.InlineType
                    or OperandType.InlineTok
            )
            {
                var member = method.Module.ResolveMember(
                    BitConverter.ToInt32(code, at),
                    method.DeclaringType!.GetGenericArguments(),
                    method.IsGenericMethod ? method.GetGenericArguments() : null
                )!;
                yield return member as Type ?? member.DeclaringType!;
            }

            at += operation.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(code, at),
                _ => 4,
            };
        }
    }
}
