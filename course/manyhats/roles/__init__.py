"""Role descriptions: decoding one into lines by hat, and the fictional ones that the course ships."""

from typing import TYPE_CHECKING

from manyhats.lazy import exports

if TYPE_CHECKING:
    from manyhats.roles.decoder import DecodedLine, DecodedRole, RoleTextError, decode
    from manyhats.roles.library import Role, load_role, role_ids

__all__ = ["DecodedLine", "DecodedRole", "Role", "RoleTextError", "decode", "load_role", "role_ids"]

__getattr__ = exports(
    __name__,
    {
        **dict.fromkeys(("DecodedLine", "DecodedRole", "RoleTextError", "decode"), "manyhats.roles.decoder"),
        **dict.fromkeys(("Role", "load_role", "role_ids"), "manyhats.roles.library"),
    },
)
