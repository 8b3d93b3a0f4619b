"""Whom a request is counted for: a proxy is believed about its own visitor and about nothing else."""

import pytest

from channels.addresses import visitor


@pytest.mark.parametrize(
    ("peer", "forwarded_for", "counted"),
    [
        pytest.param("198.51.100.7", "", "198.51.100.7", id="no proxy"),
        pytest.param("198.51.100.7", "203.0.113.9", "198.51.100.7", id="a visitor who names another"),
        pytest.param("127.0.0.1", "203.0.113.9", "203.0.113.9", id="a proxy on this machine"),
        pytest.param("10.0.0.2", "203.0.113.9", "203.0.113.9", id="a proxy in our network"),
        pytest.param("127.0.0.1", "1.2.3.4, 203.0.113.9", "203.0.113.9", id="what the visitor wrote stands left"),
        pytest.param("127.0.0.1", "1.2.3.4, 203.0.113.9, 10.0.0.3", "203.0.113.9", id="two proxies"),
        pytest.param("127.0.0.1", "203.0.113.9:4711", "203.0.113.9", id="with a port"),
        pytest.param("127.0.0.1", "[2001:db8:1:2::5]:4711", "2001:db8:1:2::/64", id="IPv6 with a port"),
        pytest.param("2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64", id="all addresses of an IPv6 visitor are one"),
        pytest.param("::ffff:198.51.100.7", "", "198.51.100.7", id="IPv4 in IPv6"),
        pytest.param("::1", "203.0.113.9", "203.0.113.9", id="a proxy on this machine by IPv6"),
        pytest.param("127.0.0.1", "", None, id="a proxy that names nobody"),
        pytest.param("127.0.0.1", "10.0.0.3", None, id="nobody but neighbours"),
        pytest.param("127.0.0.1", "203.0.113.9, unknown", None, id="a proxy that hides its visitor"),
        pytest.param("127.0.0.1", "\x00'; --", None, id="no address at all"),
        pytest.param("", "203.0.113.9", None, id="no peer"),
    ],
)
def test_visitor_is_the_nearest_that_is_no_proxy(peer: str, forwarded_for: str, counted: str | None) -> None:
    assert visitor(peer, forwarded_for) == counted
