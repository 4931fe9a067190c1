"""The fictional role descriptions that were written for the course."""

from functools import cache

from manyhats.content import CONTENT, Content, ContentError, load


class Role(Content, frozen=True):
    """One role description: whose it is, its title, a line on the company, and the text as it was published."""

    id: str
    company: str
    title: str
    note: str
    text: str


def role_ids() -> list[str]:
    """The ids of all role descriptions, in alphabetical order."""
    return sorted(path.stem for path in (CONTENT / "roles").glob("*.yaml"))


@cache
def load_role(role_id: str) -> Role:
    """Read one role description.

    Raises:
        KeyError: there is none of that id; the message lists those that exist.
        ContentError: the file is not as it should be; file and line are named.
    """
    if role_id not in role_ids():
        raise KeyError(f"There is no role description “{role_id}”. There are: {', '.join(role_ids())}.")
    path = CONTENT / "roles" / f"{role_id}.yaml"
    role = load(path, Role)
    if role.id != role_id:
        raise ContentError(f"{path}:1: the id “{role.id}” is not the file's name. Make them the same.")
    return role
