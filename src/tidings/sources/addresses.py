"""Host names -> addresses that may be spoken to: no address of this machine or of a private network.

A name is resolved once, every address that it stands for is looked at, and the connection is made to
one of these: a name that resolves to something else a moment later is of no use to anyone.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence

from tidings.errors import Forbidden, UnreadableSource

__all__ = ["Resolve", "is_public", "resolve"]

Resolve = Callable[[str, int], Sequence[str]]

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
# Addresses of IPv4 written as IPv6, which the module of the standard library does not see through.
_COMPATIBLE = ipaddress.ip_network("::/96")


def is_public(address: str) -> bool:
    """Say whether an address is one of the open net.

    Args:
        address: an IP address; also one of IPv4 inside of IPv6.
    """
    try:
        found = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = [found.ipv4_mapped, found.sixtofour, *(found.teredo or ())]
        if found in _NAT64 or found in _COMPATIBLE:
            inner.append(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF))
        if not all(_is_open(one) for one in inner if one is not None):
            return False
        if found.ipv4_mapped is not None:
            return True
    return _is_open(found)


def _is_open(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def look_up(host: str, port: int) -> Sequence[str]:
    """Resolve a name by the system.

    Args:
        host: the name.
        port: the port that is to be spoken to.

    Raises:
        OSError: it cannot be resolved.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def resolve(host: str, port: int, name: str, local: bool, look_up: Resolve = look_up) -> Sequence[str]:
    """Give the addresses of a host that may be spoken to.

    Args:
        host: the host's name.
        port: the port.
        name: the source as the user wrote it.
        local: addresses of this machine and of private networks are allowed.
        look_up: what resolves names.

    Raises:
        Forbidden: one of them is an address of this machine or of a private network.
        UnreadableSource: there is none.
    """
    try:
        found = look_up(host, port)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableSource(name, f"its host {host} is not found: {reason}") from error
    if not found:
        raise UnreadableSource(name, f"its host {host} has no address")
    for address in found:
        if not local and not is_public(address):
            raise Forbidden(name, f"leads to {host}, which is {address}: no address of the open net, so not fetched")
    return found
