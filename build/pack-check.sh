#!/bin/bash
# Packs everything and proves that an empty console application outside the repository, with the packages from that folder alone
# and this machine's package sources for the rest, calls AddLlmProviders() and gets an answer from the emulator: build/pack-check.sh
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
packages=$root/artifacts/packages
rm -rf "$packages"
dotnet pack "$root/Llm.Providers.sln" -c Release -o "$packages" --nologo -v q
version=$(ls "$packages"/Llm.Providers.OpenAI.*.nupkg | sed 's|.*/Llm.Providers.OpenAI\.\(.*\)\.nupkg|\1|')

failed=0
for package in "$packages"/*.nupkg; do
  entries=$(unzip -l "$package")
  for needed in README.md LICENSE NOTICE CHANGELOG.md 'lib/net10.0/.*\.dll' 'lib/net10.0/.*\.xml'; do
    grep -qE "$needed" <<<"$entries" || { echo "$(basename "$package") lacks $needed"; failed=1; }
  done
  project=$root/src/$(basename "$package" ".$version.nupkg")
  if [ -f "$project/ConfigurationSchema.json" ]; then
    grep -qE ' ConfigurationSchema\.json$' <<<"$entries" || { echo "$(basename "$package") lacks ConfigurationSchema.json"; failed=1; }
    unzip -p "$package" "buildTransitive/net10.0/$(basename "$project").targets" | grep -q JsonSchemaSegment || { echo "$(basename "$package") does not give its schema to editors"; failed=1; }
  fi
  [ -f "${package%.nupkg}.snupkg" ] || { echo "$(basename "$package") has no symbols"; failed=1; }
done
[ $failed = 0 ] || exit 1

app=$(mktemp -d)
trap 'rm -rf "$app"' EXIT
cd "$app"
cat >nuget.config <<CONFIG
<configuration>
  <config><add key="globalPackagesFolder" value="$app/packages" /></config>
  <packageSources><add key="just-packed" value="$packages" /></packageSources>
</configuration>
CONFIG
cat >app.csproj <<PROJECT
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable><TreatWarningsAsErrors>true</TreatWarningsAsErrors></PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Llm.Providers.OpenAI" Version="$version" />
    <PackageReference Include="Llm.Providers.Testing" Version="$version" />
  </ItemGroup>
</Project>
PROJECT
cat >Program.cs <<'PROGRAM'
using Llm.Providers;
using Llm.Providers.Testing;
using Microsoft.Extensions.DependencyInjection;

await using var emulator = await EmulatorServer.StartAsync();
var services = new ServiceCollection().AddLlmProviders().AddOpenAI(configure: o => (o.Endpoint, o.ApiKey) = (emulator.Endpoint, "any")).Services.BuildServiceProvider();
var answer = await services.GetRequiredService<ILlmProviderRegistry>().Resolve("openai/gpt-5-mini").CreateChatClient().GetResponseAsync([new(Microsoft.Extensions.AI.ChatRole.User, "scenario:text")]);
Console.WriteLine(answer.Text);
PROGRAM
answer=$(dotnet run -v q)
[ "$answer" = "Hello from the mock server." ] || { echo "the application answered: $answer"; exit 1; }
segments=$(dotnet build -getItem:JsonSchemaSegment -v q | grep -oE '"FullPath": "[^"]*ConfigurationSchema.json"' | cut -d'"' -f4)
[ "$(wc -l <<<"$segments")" -ge 3 ] || { echo "editors are given these schemas only: $segments"; exit 1; }
while read -r segment; do [ -f "$segment" ] || { echo "there is no $segment"; exit 1; }; done <<<"$segments"
echo "pack: $(ls "$packages"/*.nupkg | wc -l) packages of version $version; an empty application got its answer"
