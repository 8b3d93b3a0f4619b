"""A request → the network address of the visitor behind it, for counting only: it is never kept or logged."""

from __future__ import annotations

import ipaddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# Where a reverse proxy stands: this machine or its own network (RFC 1918, 6598, 4193, 3927, 4291).
NEIGHBOURS = tuple(
    ipaddress.ip_network(network)
    for network in (
        "127.0.0.0/8",
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "100.64.0.0/10",
        "169.254.0.0/16",
        "::1/128",
        "fc00::/7",
        "fe80::/10",
    )
)
VISITORS_NETWORK = 64
"""Bits of an IPv6 address that one visitor's provider gives them; the rest they choose as they like."""


def visitor(peer: str, forwarded_for: str) -> str | None:
    """Return who to count, or None when visitors cannot be told apart.

    `X-Forwarded-For` counts only from a neighbour, which a reverse proxy is, and is read from the right: what stands
    further left a visitor may have written. A neighbour that names nobody may speak for everybody.
    """
    found = _parse(peer)
    if found is None or not _is_neighbour(found):
        return _counted(found)
    for part in reversed(forwarded_for.split(",")):
        named = _parse(part)
        if named is None:
            return None
        if not _is_neighbour(named):
            return _counted(named)
    return None


def _parse(text: str) -> Address | None:
    text = text.strip()
    # Some proxies add the port: 192.0.2.1:8080, [2001:db8::1]:8080.
    text = text[1:].partition("]")[0] if text.startswith("[") else text
    text = text.partition(":")[0] if text.count(":") == 1 else text
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return None
    return (getattr(found, "ipv4_mapped", None) or found) if found.version == 6 else found


def _is_neighbour(address: Address) -> bool:
    return any(address in network for network in NEIGHBOURS if network.version == address.version)


def _counted(address: Address | None) -> str | None:
    if address is None:
        return None
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, VISITORS_NETWORK), strict=False))
