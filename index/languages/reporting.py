"""Which words report speech without marks, and what may follow them? Data only, a `Reporting` for each language.

The verbs were gathered from how English-language news reports speech; they are grouped by what may follow them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

Family = Literal["say", "tell", "think", "show", "object", "hold"]
Form = Literal["past", "third", "base", "gerund"]


class Verb(NamedTuple):
    """One form of a reporting verb.

    `infinitive`: "vowed to"; `urging`: "urged him to"; `thing`: "denied the charge"; `prepositions`: "warned of".
    `noun`: the same word is as often a noun ("claims", "finding").
    """

    lemma: str
    form: Form
    family: Family
    infinitive: bool
    urging: bool
    thing: bool
    noun: bool
    prepositions: frozenset[str]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


@dataclass(frozen=True, eq=False)
class Reporting:
    """The reporting words of one language, in lower case.

    `families` gives the verbs (base forms), `irregular` their past forms where no rule makes them, `phrases` the
    prepositions that lead from a verb to what was said. `nouns` report with "that" after them ("a claim that"), `deeds`
    with "to" ("his refusal to"). The family "hold" takes a stand on a thing without words ("opposed the deal").
    """

    families: tuple[tuple[Family, frozenset[str]], ...]
    infinitives: frozenset[str]
    urging: frozenset[str]
    phrases: tuple[tuple[str, frozenset[str]], ...]
    irregular: tuple[tuple[str, str], ...]
    doubled: frozenset[str]
    nominal: frozenset[str]
    nominal_gerunds: frozenset[str]
    intransitive: frozenset[str]
    nouns: frozenset[str]
    deeds: frozenset[str]
    particles: tuple[tuple[str, str], ...]
    teasers: frozenset[str]
    core: frozenset[str]
    clausal: frozenset[str]
    days: frozenset[str]
    times: frozenset[str]
    occasions: frozenset[str]
    question_words: frozenset[str]
    negations: frozenset[str]
    modals: frozenset[str]
    conditions: frozenset[str]
    joiners: frozenset[str]
    adverbs: frozenset[str]
    forms_of_be: frozenset[str]
    forms_of_have: frozenset[str]
    idle: frozenset[str]
    belonging: frozenset[str]
    circumstances: frozenset[str]
    subjects: frozenset[str]
    takeovers: frozenset[str]
    afterwards: frozenset[str]
    circumstantial: frozenset[str]
    subordinators: frozenset[str]
    writer: frozenset[str]
    addressees: frozenset[str]
    plural_subjects: frozenset[str]
    comparing: frozenset[str]
    after_names: frozenset[str]
    before_times: frozenset[str]
    on: frozenset[str]
    which_time: frozenset[str]
    by_way: frozenset[str]
    to: frozenset[str]
    nobodies: frozenset[str]
    suppositions: frozenset[str]
    denying: frozenset[str]
    naming: frozenset[str]
    needing_object: frozenset[str]
    inferring: frozenset[str]
    irregular_past: frozenset[str]
    leading: frozenset[str]
    away: frozenset[str]
    audiences: frozenset[str]
    findings: frozenset[str]
    clause_joints: frozenset[str]
    things: frozenset[str]
    inside: frozenset[str]
    no_clause: frozenset[str]
    by_way_of: frozenset[str]
    thanks_to: frozenset[str]
    singular: frozenset[str]
    proforms: frozenset[str]
    idioms: frozenset[str]

    @cached_property
    def cues(self) -> frozenset[str]:
        """Every word at which a report may be looked for."""
        return frozenset(self.verbs) | self.nouns | {"according"}

    @cached_property
    def phrase_ends(self) -> frozenset[str]:
        """Words that no noun phrase goes over."""
        return self.joiners | self.question_words | self.conditions | self.days | {"that"}

    @cached_property
    def verbs(self) -> dict[str, Verb]:
        """Every form of every reporting verb."""
        made: dict[str, Verb] = {}
        irregular = dict(self.irregular)
        phrases = dict(self.phrases)
        for family, lemmas in self.families:
            for lemma in sorted(lemmas):
                frames = (lemma in self.infinitives, lemma in self.urging, lemma not in self.intransitive)
                after = phrases.get(lemma, frozenset())
                for word, form in _forms(lemma, irregular.get(lemma), lemma in self.doubled):
                    nominal = self.nominal_gerunds if form == "gerund" else self.nominal
                    made.setdefault(
                        word, Verb(lemma, form, family, *frames, form != "past" and lemma in nominal, after)
                    )
        return made


def _forms(lemma: str, past: str | None, doubled: bool) -> tuple[tuple[str, Form], ...]:
    """The four forms of an English verb."""
    stem = lemma + lemma[-1] if doubled else lemma
    consonant_y = lemma.endswith("y") and lemma[-2] not in "aeiou"
    third = lemma[:-1] + "ies" if consonant_y else lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x")) else "s")
    dropped = lemma[:-1] if lemma.endswith("e") and not lemma.endswith("ee") else stem
    regular = lemma[:-1] + "ied" if consonant_y else (dropped if dropped != stem else stem.removesuffix("e")) + "ed"
    return ((past or regular, "past"), (third, "third"), (dropped + "ing", "gerund"), (lemma, "base"))


ENGLISH = Reporting(
    families=(
        (
            "say",
            _words(
                """say add note argue claim insist state explain warn announce acknowledge admit concede allege assert
                contend maintain stress emphasize emphasise suggest report declare confirm predict reveal reiterate
                recall remark observe testify write tweet boast brag joke complain lament reply respond promise vow
                pledge swear conclude caution quip answer counter proclaim opine speculate disclose clarify
                underline underscore repeat recount agree deny request recommend demand propose gripe post
                comment muse retort exclaim confess elaborate signal hint imply point
                rule decide threaten offer guarantee ask wonder mention urge advise believe"""
            ),
        ),
        ("tell", _words("tell inform remind assure notify order instruct encourage invite beg")),
        (
            "think",
            _words(
                """think hope expect feel fear worry know doubt suspect reckon want understand intend wish plan
                refuse decline consider"""
            ),
        ),
        ("show", _words("show find indicate estimate project calculate determine learn discover")),
        (
            "object",
            _words(
                """accuse call criticize criticise blame praise condemn denounce dispute question cite defend dismiss
                blast reject speak talk apologize apologise refer thank describe discuss express outline endorse slam
                mock welcome hail decry deride ridicule dub tout liken"""
            ),
        ),
        (
            "hold",
            _words(
                """support back oppose favor favour embrace applaud champion advocate attack bash
                assail lambast lambaste chastise rebuke scold protest challenge contradict rebut
                refute disavow renounce repudiate regret commend salute laud belittle disparage
                insult downplay echo promote compare portray depict paint characterize view regard
                invoke reference highlight address detail unveil bemoan despise admire resent
                press pressure convince persuade implore beseech lobby rail disagree object
                disapprove approve envision exhort reaffirm pitch trumpet"""
            ),
        ),
    ),
    infinitives=_words(
        """promise vow pledge agree offer threaten refuse decline propose ask demand swear want hope expect plan intend
        decide claim seek aim wish"""
    ),
    urging=_words(
        """urge ask order tell encourage advise warn instruct invite beg call want expect remind
        recommend"""
    ),
    phrases=(
        ("warn", _words("of about against")),
        ("call", _words("for on")),
        ("complain", _words("of about")),
        ("speak", _words("of about")),
        ("talk", _words("of about")),
        ("boast", _words("of about")),
        ("brag", _words("of about")),
        ("joke", _words("about")),
        ("apologize", _words("for")),
        ("apologise", _words("for")),
        ("point", _words("to")),
        ("refer", _words("to")),
        ("hint", _words("at")),
        ("insist", _words("on")),
        ("ask", _words("for about")),
        ("argue", _words("for against")),
        ("testify", _words("about to")),
        ("comment", _words("on")),
        ("agree", _words("with")),
        ("wonder", _words("about")),
        ("worry", _words("about")),
        ("accuse", _words("of")),
        ("liken", _words("to")),
        ("disagree", _words("with")),
        ("object", _words("to")),
        ("rail", _words("against")),
        ("vote", _words("against for")),
        ("push", _words("for")),
        ("press", _words("for on")),
        ("lobby", _words("for against")),
        ("campaign", _words("for against")),
        ("approve", _words("of")),
        ("disapprove", _words("of")),
        ("care", _words("about")),
    ),
    irregular=(
        ("say", "said"),
        ("tell", "told"),
        ("write", "wrote"),
        ("swear", "swore"),
        ("think", "thought"),
        ("feel", "felt"),
        ("know", "knew"),
        ("understand", "understood"),
        ("see", "saw"),
        ("seek", "sought"),
        ("show", "showed"),
        ("find", "found"),
        ("beg", "begged"),
        ("speak", "spoke"),
        ("vent", "vented"),
    ),
    doubled=_words("admit brag plan beg quip slam"),
    # a noun of the same spelling is as common as the verb
    nominal=_words(
        """claim report note state reply call answer comment request demand promise tweet post offer vow pledge plan
        show find hope fear rule signal estimate project support back attack challenge press push echo
        regret protest rebuke address view
        object salute insult promise pitch question order joke counter point blame doubt wish want worry
        talk remark boast repeat reject guarantee welcome hail"""
    ),
    nominal_gerunds=_words("warn find rule feel understand offer"),
    # nothing follows these but a clause or a preposition
    intransitive=_words(
        """respond reply comment testify boast brag joke complain speak talk refer agree apologize apologise gripe opine
        quip muse add point insist wonder worry hope swear decide think"""
    ),
    particles=(("point", "out"), ("rule", "out"), ("tweet", "out"), ("go", "on")),
    teasers=_words("read watch more related video photos listen"),
    nouns=_words(
        """claim claims statement allegation allegations assertion argument announcement accusation accusations
        suggestion suggestions insistence warning warnings promise pledge vow belief view conclusion assurance
        assurances complaint complaints admission contention prediction report reports acknowledgment acknowledgement
        emphasis idea notion message hope hopes fear fears concern concerns theory confidence expectation rhetoric
        impression opinion remark remarks comment comments tweet tweets reminder charge charges vows pledges refusal
        threat threats plan plans desire determination willingness decision proposal commitment call calls demand
        demands bid offer recommendation"""
    ),
    deeds=_words(
        """promise pledge vow refusal threat plan plans desire determination willingness decision
        proposal commitment call calls demand demands bid offer promises"""
    ),
    core=_words(
        """say add tell note argue claim insist acknowledge admit concede warn announce explain suggest believe predict
        vow promise pledge urge criticize criticise accuse write think"""
    ),
    clausal=_words("say add argue insist think believe tell claim maintain contend"),
    times=_words("week weekend month year morning afternoon evening night spring summer fall autumn winter"),
    days=_words(
        """monday tuesday wednesday thursday friday saturday sunday today yesterday tonight earlier later recently
        afterward afterwards"""
    ),
    occasions=_words(
        """statement interview letter email e-mail speech release tweet report news press conference post message
        briefing call memo note phone telephone radio television tv twitter facebook instagram conference hearing
        court video blog essay article column meeting podcast testimony affidavit filing documents ruling debate
        rally event study text"""
    ),
    question_words=_words("whether if how why what where when who which whom"),
    negations=_words(
        """not n't didn't don't doesn't never didn’t don’t doesn’t hasn't hasn’t won't won’t neither
        nor"""
    ),
    modals=_words("would could should might may must can will cannot can't can’t wouldn't wouldn’t"),
    conditions=_words("if when whether as to"),
    joiners=_words("and but while although though as whereas"),
    adverbs=_words(
        """also then later now once again often recently repeatedly already previously initially simply finally further
        still never always just even only first soon quickly quietly publicly famously reportedly not long both all
        subsequently immediately sometimes frequently ever apparently explicitly bluntly flatly jokingly earlier
        afterwards afterward falsely reportedly strongly clearly rightly wrongly instead consistently"""
    ),
    forms_of_be=_words("is are was were be been being"),
    forms_of_have=_words("has have had having"),
    # auxiliaries of `lexicon` that make no clause
    idle=_words("on to also then both all first earlier later long now again"),
    belonging=_words("of for from in at to with by on"),
    circumstances=_words("in during at on after before by"),
    subjects=_words("he she they it we i there"),
    takeovers=_words(
        """who which whom whose where although though but while when after before with including according compared
        despite even he she they it and as if because since so or nor not the a"""
    ),
    afterwards=_words("who which where when after before in during at on with while whose according"),
    circumstantial=_words("while when asked as after although though before since despite speaking if unlike like"),
    subordinators=_words("when after while because until unless though although before during amid following since"),
    writer=_words("i we you"),
    addressees=_words("him her them me us it you reporters people"),
    plural_subjects=_words("they we i you who people police"),
    comparing=_words("than as like"),
    after_names=_words("who on whose"),
    before_times=_words("on in at"),
    on=_words("on"),
    which_time=_words("last this next"),
    by_way=_words("on via"),
    to=_words("to"),
    nobodies=_words("nobody none noone no-one"),
    suppositions=_words("if whether unless nor neither"),
    denying=_words("deny dispute rule mention threaten refuse decline"),
    naming=_words("call dub tout"),
    needing_object=_words("accuse liken"),
    inferring=_words(
        """suggest indicate show signal imply underline underscore stress reveal hint reflect project determine find
        threaten promise guarantee demand mock point outline describe emphasize emphasise express confirm"""
    ),
    irregular_past=_words("sank left went came ran fell stood lay sat met won lost made took gave built held kept"),
    leading=_words(
        """on able yet free determined eager ready continues continued continue began begun begins
        tried trying tries failed appeared seemed forced going used opportunity early had has have"""
    ),
    inside=_words(
        """who whom whose which that where when because after before while if unless until since
        although though to given for"""
    ),
    by_way_of=_words("about"),
    no_clause=_words("against from under since around of on to into as"),
    things=_words("it they which that"),
    clause_joints=_words("and but so while"),
    findings=_words("poll study survey report analysis"),
    away=_words("up out off in back it"),
    audiences=_words(
        """press media reporters journalists nation crowd crowds audience rally parliament assembly congress senate
        house council conference congregation troops supporters delegates students graduates"""
    ),
    thanks_to=_words("to in largely mainly mostly"),
    singular=_words("he she it him her someone somebody"),
    proforms=_words("otherwise so goodbye hello"),
    idioms=_words("plan schedule tradition custom legend"),
)

REPORTING = {"en": ENGLISH}  # by the code of the lexicon
