using System.Net;
using System.Net.Sockets;

namespace Llm.Providers;

/// <summary>Tells addresses of the public internet from those of this machine, its network and its cloud.</summary>
/// <remarks>See IANA's registries of special addresses for <see href="https://www.iana.org/assignments/iana-ipv4-special-registry">IPv4</see> and <see href="https://www.iana.org/assignments/iana-ipv6-special-registry">IPv6</see>.</remarks>
internal static class PublicAddress
{
    private static readonly IPNetwork[] s_special =
    [
        .. ((string[])
        [
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "168.63.129.16/32", // Azure's own services, at an address that is public elsewhere
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", // tunnels that hold an IPv4 address among them
        ]).Select(IPNetwork.Parse),
    ];

    // Everything else, such as ::1, fe80::/10, fc00::/7, ff00::/8 and 64:ff9b::/96, is not given out to the public.
    private static readonly IPNetwork s_global = IPNetwork.Parse("2000::/3");

    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return (address.AddressFamily == AddressFamily.InterNetwork || (address.AddressFamily == AddressFamily.InterNetworkV6 && s_global.Contains(address)))
            && !Array.Exists(s_special, n => n.Contains(address));
    }
}
