#:project catalog/Llm.Providers.Build.Catalog.csproj
#:property PublishAot=false

// Writes src/Llm.Providers.*/Catalog/<provider>.json anew, from two collections of facts and from what is known only here (build/catalog/facts/<provider>.json).
//
//   dotnet run build/catalog.cs -- refresh <provider> FROM    one provider
//   dotnet run build/catalog.cs -- refresh --all FROM         all of them
//   dotnet run build/catalog.cs -- check FROM                 says which files a refresh would change, and ends with 1 when there are any
//
// FROM is a folder with models-<name>.json in the shape of models.dev and prices.json in that of genai-prices. It is read and never fetched: a refresh
// is a reviewed change. Which commits they are of stands in build/catalog/sources.json. docs/models.md says how rows come about.

using Llm.Providers.Build;

var files = new CatalogFiles(CatalogFiles.FindRoot(Directory.GetCurrentDirectory()));
return args switch
{
    ["refresh", "--all", var from] => files.Refresh(files.Providers, from, Console.Out),
    ["refresh", var provider, var from] => files.Refresh([provider], from, Console.Out),
    ["check", var from] => files.Check(from, Console.Out),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("dotnet run build/catalog.cs -- refresh <provider>|--all FROM, or: check FROM");
    return 2;
}
