"""Invented articles on a few happenings, as two outlets would tell them."""

from __future__ import annotations

FERRY = (
    "Ferry with 300 aboard runs aground off Oss",
    "OSS - The ferry Constance ran aground on the Grey Skerry outside Oss harbour early on Monday with 300 passengers "
    "aboard. Lifeboats from Oss and Brack took everybody off within two hours, the coastguard said.\n"
    "Captain Edda Quill had reported a failure of the steering gear shortly before the grounding. The harbour master, "
    "Tor Hale, said that a tug would try to pull the Constance off the skerry at high tide.\n"
    "“Nobody was hurt, and nobody was even very wet,” Hale told reporters on the quay. Oil was seen near the stern, "
    "and booms were laid around the ferry.\n",
)
FERRY_TOO = (
    "Passengers rescued from the Constance",
    "Three hundred passengers were rescued by lifeboats after the ferry Constance struck the Grey Skerry near Oss. The "
    "coastguard said that the steering gear of the ferry had failed, as its captain, Edda Quill, reported by radio.\n"
    "“Nobody was hurt,” said Tor Hale, the harbour master of Oss. A tug waits for high tide to pull the Constance from "
    "the skerry, and booms were laid against the oil that leaks from her stern.\n",
)
INQUIRY = (
    "Inquiry into the Constance to be held in Brack",
    "A court of inquiry will look into why the ferry Constance ran aground outside Oss, the transport ministry said. "
    "It will sit in Brack and hear the captain, Edda Quill, and the yard that repaired the steering gear in spring.\n"
    "The owners of the Constance said that they would pay for every lost suitcase. Insurers put the damage at four "
    "million crowns.\n",
)
HALE = (
    "Harbour master opens the herring fair",
    "Tor Hale, the harbour master of Oss, opened the herring fair on Monday by eating the first herring of the year. "
    "Some 9,000 visitors came to taste smoked, pickled and fried herring at eighty stalls.\n"
    "“It needs salt,” he said. The prize for the best pickle went to a baker, Signe Marlow, who had entered by mistake "
    "and had brought a cake as well. Musicians played on the market square until the rain came.\n",
)
DIVIDEND = (
    "Skarn Cables sets quarterly dividend",
    "Qtly dividend 11 crowns vs 11 crowns prior qtr. Pay April 3. Record March 10.\nSkarn makes wire rope.\n",
)
OTHER_DIVIDEND = (
    "Strait Ferries sets quarterly dividend",
    "Qtly dividend 4 crowns vs 4 crowns prior qtr. Pay April 9. Record March 12.\nThe ferries sail from Oss.\n",
)
FAEHRE = (
    "Fähre Constance läuft vor Oss auf Grund",
    "Die Fähre Constance ist am Montag vor dem Hafen von Oss auf die Graue Schäre gelaufen. Alle 300 Passagiere wurden "
    "von Rettungsbooten aus Oss und Brack geholt, wie die Küstenwache mitteilte. Kapitänin Edda Quill hatte kurz zuvor "
    "einen Schaden an der Ruderanlage gemeldet. Der Hafenmeister Tor Hale sagte, ein Schlepper werde versuchen, die "
    "Constance bei Flut von der Schäre zu ziehen. Am Heck der Fähre wurde Öl gesehen, und es wurden Sperren gelegt.\n",
)
MESSE = (
    "Die Messe der Bäcker wird in diesem Jahr länger",
    "Die Messe der Bäcker wird in diesem Jahr um einen Tag länger, wie die Veranstalter am Montag mitteilten. Alle "
    "Stände waren schon im Frühjahr vergeben, und es wurden noch einmal so viele Anfragen gezählt. Der Sprecher sagte, "
    "man werde versuchen, die Halle bis zum Herbst zu erweitern. Kurz zuvor hatte die Stadt einen Umbau gemeldet.\n",
)
