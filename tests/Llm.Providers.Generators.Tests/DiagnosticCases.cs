namespace Llm.Providers.Generators.Tests;

/// <summary>Catalogs with a fault each, by what is wrong with them.</summary>
internal static class DiagnosticCases
{
    public static IReadOnlyDictionary<string, string> All { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["LLMP1001 comma missing between models"] = Of("""
            "a": { "context": 1000 }
            "b": { "context": 2000 }
            """),
        ["LLMP1001 model broken off"] = Of("""
            "a": { "context": 1000, "name": },
            "b": { "context": 2000 }
            """),
        ["LLMP1001 no JSON at all"] = "models: none",
        ["LLMP1001 quote missing"] = Of("""
            "a": { "name": "A },
            "b": { "context": 2000 }
            """),
        ["LLMP1001 file ends too early"] = """{ "provider": "acme", "models": { "a": { "context": 1000 }, "b": { "conte""",
        ["LLMP1001 empty"] = "",
        ["LLMP1002 id, alias and field twice"] = Of("""
            "a": { "aliases": ["first", "b"], "context": 1, "ctx": 2 },
            "b": { "aliases": ["first"] },
            "a": { "context": 2000 }
            """),
        ["LLMP1003 unknown words"] = Of("""
            "a": { "status": "old", "modes": ["chatting"], "capabilities": ["tolls"], "lacks": ["vision"], "input": ["smell"], "output": ["pdf"], "rejects": ["heat"] }
            """),
        ["LLMP1004 unknown fields"] = """
            { "provider": "acme", "updated": "2026-01-01", "models": { "a": { "colour": "red", "source": "https://acme.example", "prices": { "inptu": 1 }, "reasoning": { "effort": [] } } } }
            """,
        ["LLMP1005 wrong types"] = Of("""
            "a": { "name": 1, "aliases": "b", "default": "yes", "modes": "chat", "context": "4k", "temperature": [1], "reasoning": true, "prices": 3, "source": "acme", "extra": [] },
            "b": { "aliases": [1], "input": [null], "vision": 1, "extra": { "a": 1 }, "reasoning": { "budget": [1], "efforts": "low" } },
            "c": 7
            """),
        ["LLMP1005 wrong kind of file"] = "[]",
        ["LLMP1006 two defaults"] = Of("""
            "a": { "default": true }, "b": { "default": true, "modes": ["chat"] }, "c": { "default": true, "modes": ["embeddings"] }
            """),
        ["LLMP1007 contradictions"] = Of("""
            "a": { "context": 1000, "maxInput": 1001, "tokens": 2000, "temperature": [2, 1], "reasoning": { "budget": [5, 4] } },
            "b": { "context": 0, "maxOutput": 1.5, "capabilities": ["tools"], "lacks": ["tools", "chat"], "modes": ["chat"], "input": ["image"], "vision": false },
            "c": { "successor": "c", "released": "2026-01-02", "retires": "2026-01-01" },
            "d": { "source": "https://acme.example", "prices": [{ "from": "2026-01-01", "input": 1, "tiers": [{ "above": 20, "input": 1 }, { "above": 10, "input": 2 }] }, { "input": 2 }] }
            """),
        ["LLMP1008 price without source"] = Of("""
            "a": { "prices": { "input": 1 } }, "b": { "prices": { "input": 1 }, "priceSource": "https://acme.example/prices" }
            """),
        ["LLMP1009 bad prices"] = Of("""
            "a": { "source": "https://acme.example", "prices": { "input": -1, "output": "15", "cacheRead": 0.12345678901234567890123456789, "cacheWrite": null, "inputAudio": 1e400 } }
            """),
        ["LLMP1010 key and id differ"] = Of("""
            "a-latest": { "id": "a-2026-01-01" }
            """),
        ["LLMP1011 no provider"] = """{ "models": { "a": {} } }""",
        ["LLMP1012 two providers"] = """
            { "a": { "llm": "acme" }, "b": { "llm": "bolt" }, "c": { "llm": "acme" } }
            """,
        ["LLMP1013 bad dates"] = Of("""
            "a": { "released": "2026-02-30", "knowledge": "2025", "checked": 2026, "retires": "01/02/2026" }
            """),
        ["LLMP1014 unknown successor"] = Of("""
            "a": { "status": "retired", "successor": "z" }
            """),
        ["LLMP1015 no names"] = """
            { "provider": "acme", "class": "class", "models": { "--": {}, "a": { "member": "1st" }, "b": { "member": "All" } } }
            """,
        ["LLMP1016 two members of one name"] = Of("""
            "a-4.1": {}, "a-41": {}, "a-4-1": { "member": "A41" }
            """),
        ["LLMP1017 no id"] = """
            { "provider": "acme", "models": [{ "name": "A" }, { "id": "", "name": "B" }, { "id": "c" }] }
            """,
    };

    private static string Of(string models) => $$"""
        {
          "provider": "acme",
          "models": {
        {{string.Join('\n', models.Split('\n').Select(l => "    " + l.TrimEnd('\r')))}}
          }
        }
        """;
}
