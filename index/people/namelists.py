"""Which given names are one in other spellings, other languages or short? Data only; for the language of the news read.

Common knowledge of the commonest names, gathered by hand.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _groups(text: str) -> dict[str, str]:
    """Each word of a line by the line's first."""
    lines = [line.split() for line in text.splitlines() if line.strip()]
    return {word: line[0] for line in lines for word in line}


# one given name, its Russian and Ukrainian forms and their transliterations
CYRILLIC_GIVEN = _groups(
    """
    vladimir volodymyr wladimir vladymyr
    sergei sergey serhiy serhii sergiy sergej
    alexander aleksandr oleksandr alexandr aleksander
    alexei aleksei alexey aleksey oleksiy oleksii
    dmitry dmitri dmitriy dmitrii dmytro dimitri dimitry
    mikhail mykhailo mikhailo michail mihail mikhaylo
    nikolai nikolay mykola nicolai
    andrei andrey andriy andrii andrej
    yevgeny evgeny yevgeniy evgeniy evgenii evgeni yevhen
    yulia julia yuliya iuliia iulia
    yuri yury yuriy yurii iurii
    igor ihor
    oleg oleh
    vitaly vitali vitaliy vitalii
    vasily vasyl vasiliy vasilii
    pyotr petro petr
    pavel pavlo
    yelena elena olena
    natalia nataliya natalya nataliia
    tatiana tatyana tetiana tetyana
    ekaterina yekaterina kateryna katerina
    anatoly anatoliy anatolii
    gennady gennadiy hennadiy hennadii
    arseniy arseny arsenii
    viktor victor
    ksenia kseniya xenia
    valery valeriy valerii valeri
    """
)
# those of them that are written in other countries too, and so tell nothing of the surname
ELSEWHERE = _words("alexander julia elena victor viktor natalia tatiana igor petr pavel katerina dimitri")
ARABIC_GIVEN = _groups(
    """
    mohammed muhammad mohamed mohammad mohamad muhammed
    ahmed ahmad
    abdullah abdallah abdulla
    hussein husain hussain husayn hossein
    hassan hasan
    yusuf youssef yousef yousuf yousif yussuf
    omar umar
    osama usama
    muammar moammar moamar muamar moamer
    saif seif sayf
    ibrahim ebrahim
    mahmoud mahmud
    mustafa mostafa moustafa mustapha
    khaled khalid
    tariq tarek tareq tarik
    nouri nuri
    said saeed sayeed saeid
    jamal gamal
    abdel abdul abd
    sayed sayyed sayyid
    hamid hameed
    rashid rasheed
    walid waleed
    karim kareem
    qasem qassem kassem qasim qassim
    faisal faysal feisal
    bashar
    saddam
    ayman aiman
    """
)
# short forms in daily use; alone they join nothing, since Tom and Thomas Hale may be two
SHORT_FORMS = _groups(
    """
    william bill will billy
    robert bob rob bobby
    richard dick rick rich
    charles chuck charlie
    michael mike mick
    james jim jimmy
    joseph joe
    thomas tom
    edward ed ted eddie
    benjamin ben
    bernard bernie
    daniel dan danny
    david dave
    donald don
    anthony tony
    andrew andy
    gregory greg
    jeffrey jeff
    kenneth ken
    lawrence larry
    matthew matt
    nicholas nick
    patrick pat
    peter pete
    philip phil
    ronald ron
    samuel sam
    stephen steve steven
    timothy tim
    christopher chris
    elizabeth liz beth
    katherine kate kathy
    margaret maggie peggy
    susan sue
    deborah debbie
    patricia patty
    """
)
# surnames that are rather places, outlets or firms where they stand alone: "Fox said", but not "Mr. Fox said"
NO_SURNAMES = _words(
    """fox bloomberg gallup forbes disney ford boeing breitbart reuters time post politico guardian
    israel jordan chad georgia ireland france england holland germany spain china washington london paris virginia
    carolina dakota montana florida lincoln houston dallas austin jackson cleveland berlin"""
)
# what no rule brings together
ARABIC_SURNAMES = _groups("gaddafi qaddafi kadhafi gadhafi khadafy kaddafi qadhafi gadafi kadafi khaddafi gheddafi")
