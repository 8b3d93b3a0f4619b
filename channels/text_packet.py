"""Socket.IO's packets as the web channel takes them: text alone."""

from __future__ import annotations

from socketio.packet import BINARY_ACK, BINARY_EVENT, Packet


class TextPacket(Packet):
    """Refuses packets with attachments: those would be kept, each up to the packet's limit, until the last has come."""

    def decode(self, encoded_packet: str) -> int:
        """Raises ValueError, which drops the packet."""
        attachments: int = super().decode(encoded_packet)
        if self.packet_type in (BINARY_EVENT, BINARY_ACK):
            raise ValueError("attachments are not taken")
        return attachments
