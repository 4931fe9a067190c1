"""Role descriptions: decoding one into lines by hat, and the fictional ones that the course ships."""

from manyhats.roles.decoder import DecodedLine, DecodedRole, RoleTextError, decode
from manyhats.roles.library import Role, load_role, role_ids

__all__ = ["DecodedLine", "DecodedRole", "Role", "RoleTextError", "decode", "load_role", "role_ids"]
