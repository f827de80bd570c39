using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Schedules.Interop.Tests;

/// <summary>The facade adds types and one-line calls: what there is to loop over or to calculate is
/// the core's.</summary>
public sealed class ThinFacadeTests
{
    private static readonly SyntaxKind[] Arithmetic =
    [
        SyntaxKind.AddExpression,
        SyntaxKind.SubtractExpression,
        SyntaxKind.MultiplyExpression,
        SyntaxKind.DivideExpression,
        SyntaxKind.ModuloExpression,
        SyntaxKind.LeftShiftExpression,
        SyntaxKind.RightShiftExpression,
        SyntaxKind.UnsignedRightShiftExpression,
        SyntaxKind.BitwiseAndExpression,
        SyntaxKind.BitwiseOrExpression,
        SyntaxKind.ExclusiveOrExpression,
        SyntaxKind.PreIncrementExpression,
        SyntaxKind.PostIncrementExpression,
        SyntaxKind.PreDecrementExpression,
        SyntaxKind.PostDecrementExpression,
        SyntaxKind.AddAssignmentExpression,
        SyntaxKind.SubtractAssignmentExpression,
        SyntaxKind.MultiplyAssignmentExpression,
        SyntaxKind.DivideAssignmentExpression,
        SyntaxKind.ModuloAssignmentExpression,
        SyntaxKind.LeftShiftAssignmentExpression,
        SyntaxKind.RightShiftAssignmentExpression,
    ];

    public static TheoryData<string> Files =>
        [
            .. Directory
                .EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Source, file))
                .Where(file => !file.StartsWith("obj", StringComparison.Ordinal)),
        ];

    private static string Source => Path.Combine(Repository.Root, "src", "Schedules.Interop");

    [Theory]
    [MemberData(nameof(Files))]
    public void Nothing_is_looped_over_or_calculated(string file) =>
        Assert.Empty(Found(File.ReadAllText(Path.Combine(Source, file))));

    [Theory]
    [InlineData("for (;;) { }", "for")]
    [InlineData("foreach (var x in xs) { }", "foreach")]
    [InlineData("foreach (var (x, y) in xs) { }", "foreach")]
    [InlineData("while (true) { }", "while")]
    [InlineData("do { } while (true);", "do")]
    [InlineData("again: goto again;", "goto")]
    [InlineData("var y = x + 1;", "x + 1")]
    [InlineData("x++;", "x++")]
    [InlineData("x <<= 2;", "x <<= 2")]
    [InlineData("_ = xs[^1] % 2 == 0;", "xs[^1] % 2")]
    public void It_is_found_where_it_is(string statement, string found) =>
        Assert.Equal(
            [found],
            Found($"class C {{ void M() {{ {statement} }} }}").Select(line => line[(line.IndexOf(": ") + 2)..])
        );

    private static IEnumerable<string> Found(string text) =>
        from node in CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes()
        let what = node switch
        {
            ForStatementSyntax => "for",
            CommonForEachStatementSyntax => "foreach",
            WhileStatementSyntax => "while",
            DoStatementSyntax => "do",
            GotoStatementSyntax => "goto",
            _ when Arithmetic.Contains(node.Kind()) => node.ToString(),
            _ => null,
        }
        where what is not null
        select $"line {node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}: {what}";
}
