"""The notices that the licenses of a list, of its script and of its words require."""

from leavex_network.data import read_bytes
from leavex_network.models import Entry
from leavex_network.network import Network


def notices(network: Network[Entry]) -> str:
    """Return the notices to publish with the list of a network."""
    texts = ""
    if network.about.license:
        texts = f"The texts of the list:\n\n{network.about.license}\n\n"
    ours = read_bytes("web/LICENSES.txt").decode().replace("{texts}\n", texts)
    return f"{ours}\n{read_bytes('LICENSE-CLDR.txt').decode()}"
