"""Which words tell that somebody speaks, and what they are called who do? Data only, a `Lexicon` for each language.

The lists of verbs were gathered from how English-language news reports speech; given names and their usual gender are
common knowledge of the commonest ones, and only break ties.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Literal


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The words of one language; all in lower case except where a word is only ever capitalised.

    `commonest` are words that every text of the language is full of and those of its relatives are not: by them the
    language is known.
    """

    code: str
    commonest: frozenset[str]
    strong_cues: frozenset[str]
    weak_cues: frozenset[str]
    titles: frozenset[str]
    female_titles: frozenset[str]
    male_titles: frozenset[str]
    people: frozenset[str]
    female_nouns: frozenset[str]
    male_nouns: frozenset[str]
    bodies: frozenset[str]
    bodies_of: frozenset[str]
    role_endings: tuple[str, ...]
    parts: frozenset[str]
    noun_markers: frozenset[str]
    participles: frozenset[str]
    courtesies: frozenset[str]
    offices: frozenset[str]
    role_adjectives: frozenset[str]
    female_names: frozenset[str]
    male_names: frozenset[str]
    never_names: frozenset[str]
    organisation_words: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    auxiliaries: frozenset[str]
    names_of_things: frozenset[str]
    charges: frozenset[str]
    disowning: frozenset[str]
    pronouns: frozenset[str]
    writers: frozenset[str]
    gendered: Mapping[str, Literal["he", "she"]]
    particles: frozenset[str]
    clause_starts: frozenset[str]
    indefinite: frozenset[str]
    documents: frozenset[str]
    leaders: tuple[str, ...]
    complementisers: frozenset[str] = frozenset()
    personal: Mapping[str, Literal["he", "she", "it", "they", "i", "we", "who"]] = field(default_factory=dict)
    owners: Mapping[str, Literal["he", "she", "it", "they", "i", "we", "you"]] = field(default_factory=dict)
    persons: frozenset[str] = frozenset()
    relatives: frozenset[str] = frozenset()
    relative_words: frozenset[str] = frozenset()
    definite: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    attributions: frozenset[str] = frozenset()
    authored: frozenset[str] = frozenset()
    agents: frozenset[str] = frozenset()
    role_joints: frozenset[str] = frozenset()
    quoted_as: frozenset[tuple[str, str]] = frozenset()
    joining: frozenset[str] = frozenset()
    going_on: frozenset[str] = frozenset()
    listing: frozenset[str] = frozenset()
    before_cues: frozenset[str] = frozenset()
    before_places: frozenset[str] = frozenset()
    never_places: frozenset[str] = frozenset()
    own_voice: frozenset[str] = frozenset()
    own_voices: frozenset[str] = frozenset()
    object_pronouns: frozenset[str] = frozenset()
    pointing: frozenset[str] = frozenset()
    read_out: frozenset[str] = frozenset()
    finite: frozenset[str] = frozenset()
    listed: frozenset[str] = frozenset()
    nouns_like_cues: frozenset[str] = frozenset()
    never_owned: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()  # what stands before a place beside a politician's name: "R-Texas"
    elided: frozenset[str] = frozenset()
    interruptions: tuple[str, ...] = ()
    forms_of_be: frozenset[str] = frozenset()
    passives: frozenset[str] = frozenset()
    unnamed: frozenset[str] = frozenset()

    @cached_property
    def seen(self) -> dict[str, tuple[str, str]]:
        """Words met so far, lower case and tag: what `reading` remembers between articles."""
        return {}

    @cached_property
    def given_names(self) -> frozenset[str]:
        """All given names."""
        return self.female_names | self.male_names

    @cached_property
    def roles(self) -> frozenset[str]:
        """What a person is called beside or instead of a name."""
        return self.titles | self.people

    @cached_property
    def heads(self) -> frozenset[str]:
        """Common nouns for whoever can speak."""
        return self.people | self.bodies

    @cached_property
    def opening_speech(self) -> frozenset[str]:
        """The words right before a quotation that begins in the middle of a sentence: said “…”, that “…”."""
        return self.strong_cues | self.complementisers

    @cached_property
    def elision(self) -> re.Pattern[str]:
        """What follows an apostrophe that stands for dropped letters or digits: '90s, 'em."""
        return re.compile(rf"(?:{'|'.join((r'[0-9]0s?', *sorted(self.elided)))})\b", re.I)

    @cached_property
    def interruption(self) -> re.Pattern[str]:
        """A line that stands between paragraphs and belongs to neither; to be matched at the line's start."""
        lines = "|".join(self.interruptions) or r"(?!)"
        return re.compile(rf"[^\w\n]*(?:{lines})[^\w\n]*(?=\n|$)", re.I)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ENGLISH = Lexicon(
    code="en",
    commonest=_words(
        """the and that with from this which are but they been were would said who after their you she has it about
        there when could its into than what"""
    ),
    strong_cues=_words(
        """said says say saying told tells tell telling wrote writes write writing added adds add
        adding asked asks ask asking tweeted tweets tweeting stated states stating noted notes
        noting replied replies replying responded responds responding explained explains explaining
        continued continues declared declares declaring concluded concludes argued argues argue
        arguing recalled recalls recalling insisted insists insisting warned warns warn warning
        announced announces acknowledged acknowledges acknowledging admitted admits conceded
        concedes remarked remarks remarking quipped quips joked jokes answered answers shouted
        shouts yelled yells exclaimed chanted chants chanting observed observes commented comments
        testified testifies posted posts lamented laments complained complains mused muses retorted
        boasted boasts claimed claims claim claiming suggested suggests suggesting predicted
        predicts asserted asserts alleged alleges emphasized emphasizes emphasised stressed stresses
        stressing reiterated reiterates reiterating maintained maintains contended contends
        countered counters proclaimed proclaims pleaded pleads urged urges vowed vows pledged
        pledges promised promises cautioned cautions confirmed confirms confessed demanded demands
        repeated repeats whispered cried muttered recounted opined wondered wonders reported reports
        interjected scoffed fumed emailed texted blogged retweeted believes thinks clarified
        clarifies elaborated elaborates underlined underlines underscored underscores signaled
        signalled estimated estimates speculated speculates disclosed ventured begged implored
        instructed ordered hollered screamed snapped sneered informed advised advises relayed
        reckons reckoned charged reasoned summed protested surmised volunteered sighed laughed
        bellowed barked vented murmured offered"""
    ),
    weak_cues=_words(
        """called calls calling described describes describing accused accuses accusing criticized
        criticizes criticised praised praises praising blasted blasts denounced denounces denouncing
        condemned condemns cited cites citing quoted quotes quoting dubbed labeled labels labelled
        dismissed dismisses dismissing referred refers referring characterized characterizes
        characterised decried decries slammed slams slamming mocked mocks mocking attacked attacks
        blamed blames blaming hailed hails urging warned agreed agrees disagreed thanked thanks
        talked talks talking spoke speaks speaking read reads reading released issued issues
        revealed reveals reveal found finds assured assures assailed questioned questions
        questioning doubted pointed points indicated indicates indicating implied implies implying
        portrayed portrays portraying vowing pledging promising touted touts defended defends
        defending proposed proposes wanted wants hopes hoped expects expected sees saw considered
        considers deemed deems began begins apologized apologised ridiculed likened compared
        compares branded branding ruled rules signed supports supported credited published publishes
        billed treated stating recommended raised made joking boasting complaining lamenting
        recounting remembered remembers remembering replying tweeting insisting concluding
        contending alleging asserting declaring emphasizing feels felt think thought believe
        believed expressed expresses expressing singled rejected rejects voiced hinted hints hinting
        called-out invoked invokes challenged challenges argued characterising characterizing cast
        casts lashed allowed allows"""
    ),
    titles=_words(
        """mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend father sister brother
        sen senator sens rep reps representative congressman congresswoman gov governor president
        vice-president vice minister prime premier chancellor secretary general gen col colonel lt
        lieutenant capt captain maj major sgt sergeant admiral adm cpl corporal chief justice judge
        mayor councillor councilman councilwoman alderman ambassador envoy attorney chairman
        chairwoman chair chairperson director commissioner speaker leader coach king queen prince
        princess pope bishop archbishop cardinal rabbi imam sheikh ayatollah sheriff deputy
        constable inspector detective officer superintendent supt const det insp spokesman
        spokeswoman spokesperson analyst economist editor reporter correspondent host ceo cfo coo
        candidate nominee hon honourable honorable mla mp mpp mep mps md"""
    ),
    female_titles=_words(
        "mrs ms miss dame lady sister congresswoman chairwoman spokeswoman queen princess councilwoman"
    ),
    male_titles=_words("mr sir lord father congressman chairman spokesman king prince pope councilman"),
    people=_words(
        """spokesman spokeswoman spokesperson spokesmen spokespeople president minister premier senator
        governor mayor official officials officer officers leader leaders lawmaker lawmakers analyst
        analysts expert experts critic critics supporter supporters opponent opponents adviser
        advisers advisor advisors aide aides lawyer lawyers attorney attorneys judge judges
        prosecutor prosecutors witness witnesses source sources author authors writer writers
        reporter reporters journalist journalists editor editors columnist host moderator candidate
        candidates voter voters resident residents man woman men women boy girl mother father son
        daughter wife husband brother sister friend friends neighbour neighbor neighbours neighbors
        student students teacher teachers professor professors researcher researchers scientist
        scientists doctor doctors nurse nurses worker workers employee employees owner owners
        manager managers director directors chairman chairwoman chair ceo executive executives
        founder founders economist economists strategist strategists pollster pollsters activist
        activists advocate advocates protester protesters organizer organizers farmer farmers player
        players coach coaches captain rookie veteran veterans soldier soldiers general commander
        police detective investigator investigators congressman congresswoman representative
        representatives republican democrat republicans democrats delegate delegates diplomat
        diplomats ambassador envoy secretary chancellor pope priest pastor bishop rabbi billionaire
        businessman businesswoman mogul nominee frontrunner front-runner contender hopeful incumbent
        challenger actor actress singer artist musician star comedian fan fans people person
        participant participants user users customer customers driver drivers passenger passengers
        tourist tourists trader traders investor investors banker bankers victim victims survivor
        survivors suspect defendant accuser juror jurors operative operatives staffer staffers
        insider insiders observer observers commentator commentators historian historians physician
        psychologist scholar scholars politician politicians member members parent parents child
        children kid goaltender defenceman forward winger centre goalie quarterback pitcher skipper
        colleague colleagues counterpart predecessor successor speaker mp pundit pundits donor
        donors consultant consultants cartoonist trainer partner viewer viewers proprietor dad mom mum
        grandmother grandfather aunt uncle niece nephew cousin widow widower boyfriend girlfriend
        roommate classmate teammate teammates deckhand sailor sailors docker dockers engineer engineers
        architect designer producer presenter anchor photographer painter sculptor composer playwright
        poet novelist translator interpreter librarian archivist curator conductor accountant auditor
        broker dealer landlord tenant tenants homeowner shopper shoppers buyer seller vendor retailer
        chef cook waiter waitress bartender barista hairdresser plumber electrician carpenter mechanic
        technician programmer developer firefighter firefighters paramedic paramedics dispatcher ranger
        pilot pilots astronaut explorer hunter fisherman fishermen rancher grower growers inspector
        officer constable sergeant lieutenant colonel major corporal admiral marine marines airman
        midwife surgeon dentist pharmacist therapist psychiatrist counsellor counselor social-worker
        veterinarian biologist chemist physicist geologist astronomer meteorologist climatologist
        ecologist epidemiologist sociologist anthropologist archaeologist philosopher theologian
        biographer publisher blogger vlogger youtuber influencer podcaster filmmaker screenwriter
        dancer drummer guitarist pianist violinist rapper songwriter model athlete athletes golfer
        runner cyclist swimmer boxer wrestler fighter skater skier sprinter striker midfielder defender
        goalkeeper batsman bowler umpire referee commissioner chairperson treasurer trustee regent
        principal dean provost headteacher headmaster lecturer instructor tutor pupil pupils graduate
        undergraduate refugee refugees migrant migrants immigrant immigrants settler villager villagers
        neighbor bystander bystanders onlooker onlookers passerby caller callers listener listeners
        reader readers teenager teenagers toddler youngster pensioner retiree homemaker housewife
        caregiver volunteer volunteers organiser organisers campaigner campaigners lobbyist lobbyists
        unionist negotiator negotiators mediator monitor interlocutor rebel rebels fighter fighters
        commander-in-chief premier-elect president-elect mayor-elect lawmaker legislator legislators
        minister ministers senators governors mayors councillor councillors alderman trooper deputy
        warden jailer inmate inmates prisoner prisoners attacker gunman hostage detainee magistrate
        barrister solicitor counsel notary clerk registrar mp mps"""
    ),
    female_nouns=_words(
        """woman girl mother daughter wife sister actress businesswoman spokeswoman chairwoman congresswoman
        councilwoman queen grandmother aunt niece widow girlfriend lady"""
    ),
    male_nouns=_words(
        """man boy father son husband brother businessman spokesman chairman congressman councilman king
        grandfather uncle nephew widower boyfriend gentleman"""
    ),
    bodies=_words(
        """ministry government administration campaign department agency company statement report court
        police kremlin committee council commission board union party group organization
        organisation association university institute study survey poll paper newspaper magazine
        post letter email e-mail memo tweet document documents lawsuit complaint suit article
        editorial ad website site firm bank team club league office bureau service forces army
        military embassy release filing indictment opinion ruling resolution bill law act book
        headline sign caption banner message note text transcript speech page account network
        station channel crowd audience governments ministries agencies companies banks unions parties
        committees councils teams clubs firms departments"""
    ),
    bodies_of=_words(
        """university college school institute academy bank ministry department board council commission court
        house houses chamber society association federation union league party church republic kingdom state
        states city county province town office bureau center centre museum library ministry"""
    ),
    role_endings=("ologist", "onomist", "woman", "hand", "keeper", "maker", "owner", "onist", "alist", "arian"),
    parts=_words("one some many most several none each both all half members majority number group dozens hundreds"),
    offices=_words("head boss founder co-founder cofounder creator owner chief heir number-two frontman"),
    courtesies=_words("mr mrs ms miss mx dr sir dame lord lady"),
    role_adjectives=_words(
        """former senior junior deputy vice acting interim chief prime foreign assistant associate executive
        managing general chief political financial legal national local regional federal provincial municipal
        military medical environmental economic public social head lead principal veteran retired longtime
        long-time ex then-prime outgoing incoming elected state city town county district parliamentary
        presidential mayoral congressional opposition union defence defense interior finance health education
        justice trade labour labor agriculture transport energy housing fisheries harbour harbor press research
        data security policy communications media marketing sales operations criminal human rights
        independent conservative liberal progressive democratic republican socialist communist international
        european african asian american british founding co-founding honorary first second third"""
    ),
    participles=_words("left found seen taken sent written kept held shown who that which whose put hung stuck"),
    noun_markers=_words("the a an his her its their my our your"),
    female_names=_words(
        """mary patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa margaret
        betty sandra ashley dorothy kimberly emily donna michelle carol amanda melissa deborah
        stephanie rebecca laura sharon cynthia kathleen amy angela shirley anna ruth brenda pamela
        nicole katherine samantha christine catherine virginia debra rachel janet emma carolyn maria
        heather helen diane julie joyce victoria kelly christina joan evelyn lauren judith olivia
        frances martha cheryl megan andrea hannah jacqueline ann jean alice kathryn gloria teresa
        sara janice doris julia marie madison grace judy theresa beverly denise marilyn amber
        danielle rose brittany diana abigail jane natalie lori tiffany alexis kayla hillary melania
        ivanka carly nikki condoleezza loretta megyn kellyanne michele michaela tulsi elena sonia
        ursula chrystia jody rona kellie jacinda aung greta sophie claire chloe zoe isabelle
        charlotte ella mia lucy ada eva ingrid astrid helga sigrid nadia natasha olga tatyana
        tatiana irina svetlana yulia oksana fatima aisha leila zainab mariam priya anita sunita
        indira wei yuki akiko gwen arianna gabrielle valerie veronica wendy tracy tammy tina toni
        vanessa vicki erin ellen eileen dana debbie colleen caroline bonnie annette anne annie
        allison alicia kate katie kathy kim kristen leslie lorraine lynn marcia marianne melanie
        monica naomi nina paula peggy phyllis robin roberta rosa rosemary sally sheila sherry stacy
        sue suzanne sylvia yvonne ana carla carmen clara elaine elise erica gail geraldine gina
        glenda holly irene jackie jamie jan jeanne jill jo joanne jodi josephine juanita june
        kristin kristina lena liz louise lucia lydia marjorie maureen maxine mildred miriam molly
        nora norma pat pauline penny rhonda rita samira shannon tara vera vivian"""
    ),
    male_names=_words(
        """james robert john michael david william richard joseph thomas christopher charles daniel
        matthew anthony mark donald steven andrew paul joshua kenneth kevin brian george timothy
        ronald jason edward jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin
        scott brandon benjamin samuel gregory alexander patrick frank raymond jack dennis jerry
        tyler aaron jose adam nathan henry zachary douglas peter kyle noah ethan jeremy walter
        christian keith roger terry austin sean gerald carl harold dylan arthur lawrence jordan
        jesse bryan billy bruce gabriel joe logan alan juan albert willie elijah wayne randy vincent
        mason roy ralph bobby russell bradley philip eugene bernie ted marco jeb mitt barack bill al
        rand rick chris mike ben jim tom tim tony dan dave steve greg jeff ken ron rob bob sam matt
        nick josh pete phil ray doug don ed fred hank harry howard hugh ian ivan jake jay jimmy joel
        johnny karl kurt lee leo leon leonard lewis lindsey lloyd louis luis luke manuel marcus
        mario martin maurice max melvin miguel milton mitch mohammed muhammad mohamed ahmed ali omar
        hassan hussein abdul ibrahim khalid yusuf neil newt norman oliver oscar owen pablo pedro
        rafael reince reggie ricardo rodney ruben rudy salvador sergio seth shane shaun sidney simon
        stanley stuart sylvester theodore todd travis trevor troy vernon victor vladimir dmitry
        sergey sergei yuri boris mikhail nikolai alexei andriy andrii volodymyr viktor oleg igor
        pavel jan jens lars erik olaf tor sven klaus hans jurgen emmanuel francois jacques jean
        pierre luc yves antoine giuseppe giovanni matteo silvio antonio carlos diego fernando jorge
        javier alejandro raul fidel nicolas xi kim jong shinzo narendra imran recep bibi ehud
        avigdor mahmoud bashar stephane jagmeet maxime bashir tariq clarence clifford corey craig
        curtis darren darryl derek derrick duane dustin earl edgar edwin ernest felix floyd francis
        franklin gene gilbert glenn gordon grant guy harvey herbert herman isaac jared jarrod"""
    ),
    never_names=_words(
        """the a an in on at by for from of to with and or but if as so yet nor it its he she they we i
        you his her their our my your this that these those there here what when where which who
        whom whose why how is are was were be been has have had do does did will would can could
        should may might must not no yes after before while since until although though because
        during despite instead meanwhile however also still then now even just only more most many
        much some several few all both each every any other another such first second last next one
        two three four five six seven eight nine ten monday tuesday wednesday thursday friday
        saturday sunday january february march april june july august september october november
        december jan feb mar apr jun jul aug sept sep oct nov dec asked according speaking earlier
        later today yesterday tomorrow like unlike among under over between against about through
        into without within than once again let please advertisement photo image video read share
        click follow watch related updated published copyright et pm am est edt pst gmt said says
        told added per indeed moreover furthermore nevertheless perhaps maybe well oh yeah ok okay
        hey hi hello good thank thanks"""
    ),
    organisation_words=_words(
        """university college school institute center centre party committee council commission
        department ministry agency bureau association union federation league club corp corporation
        company co inc ltd llc group bank fund foundation trust network news times post journal
        press tribune herald gazette magazine radio tv television channel court house senate
        congress parliament state states united nations city county province republic kingdom church
        hospital airlines airport street avenue road boulevard park square tower hotel theatre
        theater stadium arena museum library army navy force forces police guard administration
        campaign team international national global world america american coalition alliance caucus
        society organization organisation initiative project program show security affairs act bill
        law day week night morning super pac gop dnc rnc cnn nbc abc cbs msnbc fox bbc nfl nba nhl
        nato eu un fbi cia nsa epa irs white supreme hall island islands river lake mountain valley
        beach north south east west northern southern eastern western central new great facebook
        twitter google amazon youtube instagram democrats republicans conservatives liberals tories
        islam christianity christian muslim muslims jews capitol wall internet"""
    ),
    determiners=_words(
        """the a an one his her their its my our your this that these those another some many several
        two three four five six seven eight nine ten dozens hundreds both all most other each every
        senior top former"""
    ),
    prepositions=_words(
        """of for to with about against by in on at from into over under between among after before
        during without within through toward towards upon than like as via per near behind beyond
        across around despite including regarding concerning"""
    ),
    auxiliaries=_words(
        """has have had is are was were be been being will would can could may might should must did do
        does also then later now once again often recently repeatedly already previously initially
        simply finally further still never always just even only first soon quickly quietly publicly
        famously reportedly himself herself themselves not n't didn't doesn't wouldn't won't long
        both all subsequently immediately sometimes frequently ever apparently angrily explicitly
        sarcastically bluntly flatly jokingly half-jokingly earlier afterwards afterward went on
        goes to gone used continued continues seemed appeared tried keeps kept"""
    ),
    names_of_things=_words(
        """show program programme series film movie book novel song album magazine newspaper site
        website podcast column called titled entitled named dubbed nicknamed known headlined hashtag
        slogan motto term word words phrase so-called tag headline chapter essay memoir documentary
        drama sitcom comedy hit single track ballet opera"""
    ),
    charges=_words("convicted charged guilty indicted sentenced acquitted arrested detained"),
    disowning=_words("so-called so-termed self-styled"),
    pronouns=_words("he she they i we who it"),
    writers=frozenset(("I", "we", "We")),
    gendered={
        "he": "he",
        "him": "he",
        "his": "he",
        "himself": "he",
        "she": "she",
        "her": "she",
        "hers": "she",
        "herself": "she",
    },
    particles=_words("de van von der den bin bint al el la le da di du del dos ter ten ibn"),
    clause_starts=_words(
        """and but that as when while because if after before since though although whether what where
        which so"""
    ),
    indefinite=_words("a an one another some many several two three four five"),
    documents=_words(
        """statement release letter report email e-mail post tweet memo document filing editorial
        article message"""
    ),
    leaders=("president", "leader", "premier", "minister", "chancellor"),
    complementisers=_words("that"),
    # what a pronoun stands for: whom the code knows by these English names in every language
    personal={w: w for w in ("he", "she", "it", "they", "i", "we", "who")},
    owners={"his": "he", "her": "she", "its": "it", "their": "they", "my": "i", "our": "we", "your": "you"},
    persons=_words("he she they"),
    relatives=_words("who"),
    relative_words=_words("who whose whom which that"),
    definite=_words("the"),
    articles=_words("the a an"),
    of=_words("of"),
    attributions=_words("according"),
    authored=_words("from by of"),
    agents=_words("by"),
    role_joints=_words("of for at"),
    quoted_as=frozenset({("as", "saying")}),
    joining=_words("and"),
    going_on=_words("and but"),
    listing=_words("and or"),
    before_cues=_words("he she they the i"),
    before_places=_words("in near at into outside the across"),
    never_places=_words("the prime vice"),
    own_voice=_words("i"),
    own_voices=_words("we"),
    object_pronouns=_words("me us him her them you"),
    pointing=_words("the this these following"),
    read_out=_words("read reads reading"),
    finite=_words("is are was were has have had will would can could may might must should did does do there"),
    listed=_words(
        """things points reasons conditions demands questions steps facts items rules options ways goals aims examples
        topics proposals changes"""
    ),
    nouns_like_cues=_words(
        """claims claim demands reports answers promises warnings stresses states notes estimates pledges posts tweets
        charges vows advises replies remarks comments warning writing saying"""
    ),
    never_owned=_words(
        """and or but nor yet of for to with about against by in on at from into over under between among after before
        during without within through toward towards upon than like as via per near behind beyond across around despite
        including is are was were be been will would can could may might must should did do does has have had the a an
        this that these those he she they it we i you who which when where while because if although though not also
        then said told asked wrote added"""
    ),
    parties=_words("r d i"),
    elided=_words(
        """em til till tis twas twere cause cuz bout round neath n ere ol fraid nuff nother im er ave ello cept nd
        gainst mongst twixt"""
    ),
    forms_of_be=_words("is are was were be been being"),
    unnamed=_words("another other others one two three both some many"),
    passives=_words(
        """called described told labeled labelled dubbed branded hailed condemned denounced dismissed characterized
        characterised praised criticized criticised mocked accused informed warned advised"""
    ),
    interruptions=(
        "advertisement",
        r"(?:story|article) continue[sd] below[^\n]{0,40}",
        "related stor(?:y|ies)",
        "read more",
    ),
)

LEXICONS = {ENGLISH.code: ENGLISH}
# of a language that there is no table for: nothing speaks for anybody
NEUTRAL = replace(
    ENGLISH,
    code="",
    **{f.name: type(value)() for f in fields(Lexicon) if (value := getattr(ENGLISH, f.name)) and f.name != "code"},
)
