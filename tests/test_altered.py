"""What changes the meaning between two printings, beside what does not. All words are invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.matching.altered import alterations
from index.model import Alteration, Change

# (one printing, another that says something else, one that says the same in other words)
Rows = list[tuple[str, str, str]]
NEGATION: Rows = [
    # a "not" that came or went
    ("We will sign the treaty", "We will not sign the treaty", "We will sign this treaty"),
    ("We will not sign it on Monday.", "We will sign it on Monday.", "We won't sign it Monday."),
    ("It’s final", "It's not final", "It is final"),
    ("This isn't the end of the strike.", "This is the end of the strike.", "This is not the end of the strike"),
    ("We don’t want a war over sardines", "We want a war over sardines", "We do not want a war about sardines"),
    ("The pilots didn't refuse the offer", "The pilots refused the offer", "The pilots did not refuse the offer"),
    ("They could not have known it", "They could have known it", "They couldn’t have known it"),
    ("He can't stay in the harbour", "He can stay in the harbour", "He cannot stay in the harbour"),
    ("Not everyone agrees with us", "Everyone agrees with us", "Not everybody agrees with us"),
    ("We're never going back to Oss", "We're going back to Oss", "We are never going back to Oss."),
    # a prefix
    ("We agree", "We disagree", "We agreed"),
    ("The price is fair to the crews", "The price is unfair to the crews", "The price is a fair one to the crews"),
    ("It was an honest answer", "It was a dishonest answer", "It was an honest reply"),
    ("The order was lawful", "The order was unlawful", "The order was a lawful one"),
    ("The ships are a harmless sight", "The ships are a harmful sight", "The ships are a harmless thing to see"),
    ("That is possible before winter", "That is impossible before winter", "That is possible ahead of winter"),
    ("We are satisfied with the draft", "We are dissatisfied with the draft", "We're satisfied with this draft"),
    ("It is a responsible plan", "It is an irresponsible plan", "It is a responsible scheme"),
    # the same denied in another way
    ("It is not possible to sail", "It is possible to sail", "It is impossible to sail"),
    ("We do not agree with the mayor", "We agree with the mayor", "We disagree with the mayor"),
    ("I never asked for money", "I asked for money", "Not once have I asked for money"),
    ("The bridge is no longer safe", "The bridge is safe", "The bridge is not safe any more"),
    ("We refuse to pay the toll", "We pay the toll", "We will not pay the toll"),
    ("Nobody told the parents", "Everybody told the parents", "No one told the parents"),
    ("They failed to warn the fleet", "They warned the fleet", "They did not warn the fleet"),
    ("There is no draft of a treaty.", "There is a draft of a treaty.", "There isn't any draft of a treaty."),
    ("We have nothing to hide", "We have something to hide", "We don't have anything to hide"),
    ("Neither Oss nor the islands will pay", "Oss and the islands will pay", "Oss and the islands won't pay"),
    ("The talks are far from over", "The talks are over", "The talks are not over"),
    ("This paper is worthless to us", "This paper has worth to us", "This paper has no worth to us"),
    ("None of the boats came back", "All of the boats came back", "Not one of the boats came back"),
    ("They denied that they took the bell", "They took the bell", "They said that they did not take the bell"),
    # two negations are none
    ("We can't deny that it hurts", "We can deny that it hurts", "We cannot deny that it hurts us"),
    ("It is not impossible", "It is impossible", "It is possible"),
    # who thinks it does not matter, what is thought does
    ("I don't think we will sign it", "I think we will sign it", "I think we won't sign it"),
    ("I do not believe that the ministry will accept it", "I believe that the ministry will accept it",
     "I believe that the ministry will not accept it"),
    # the negation stands in another clause
    ("We will not go and they will stay", "We will go and they will not stay", "We won't go, and they will stay"),
    # opposites
    ("We accept the offer of the ministry", "We reject the offer of the ministry", "We accept the ministry's offer"),
    ("The strait is open again", "The strait is closed again", "The strait is open once again"),
    ("Prices will rise before spring", "Prices will fall before spring", "Prices will go up before spring"),
    ("The council supports the strike", "The council opposes the strike", "The council is in support of the strike"),
    ("The mayor confirmed the sale", "The mayor denied the sale", "The mayor has confirmed the sale"),
    # idle negations
    ("There is no doubt that we agree", "There is no doubt that we disagree", "We agree, there is no doubt"),
    ("It is not only a bridge, it is a vow", "It is not a bridge, it is a vow", "It is a bridge, it is a vow"),
    ("That's the end, isn't it?", "That's not the end, is it?", "That's the end, is it?"),
    ("We cannot but accept the result", "We cannot accept the result", "We can only accept the result"),
    ("No, we will sign it tomorrow", "No, we will not sign it tomorrow", "We will sign it tomorrow"),
    # long sentences
    ("The northern shore was never meant for warships, it was built for the herring fleet of our grandfathers",
     "The northern shore was meant for warships, it was built for the herring fleet of our grandfathers",
     "The northern shore was not ever meant for warships, it was built for our grandfathers’ herring fleet"),
    ("Whoever gave the order must be found, and nobody will protect him from the court in Oss",
     "Whoever gave the order must be found, and somebody will protect him from the court in Oss",
     "Whoever gave that order must be found and no one will protect him from the court in Oss"),
    ("If they do not leave the pier, we will close the harbour", "If they leave the pier, we will close the harbour",
     "If they don’t leave the pier then we will close the harbour"),
]  # fmt: skip
NUMBER: Rows = [
    ("We lost nine boats in the storm", "We lost seven boats in the storm", "We lost 9 boats in the storm"),
    ("It cost nine million", "It cost nine billion", "It cost 9m"),
    ("It cost 9,000,000 crowns", "It cost 900,000 crowns", "It cost nine million crowns"),
    ("The bridge cost $1.5 million", "The bridge cost $15 million", "The bridge cost one and a half million dollars"),
    ("Two and a half million people", "Two million people", "2.5 million people"),
    ("Ten percent of the crews are ill", "Twenty percent of the crews are ill", "10% of the crews are ill"),
    ("Half of the crews are ill", "A quarter of the crews are ill", "50 per cent of the crews are ill"),
    ("We waited for twenty-five years", "We waited for thirty-five years", "We waited 25 years"),
    ("The first ship leaves on Monday", "The first ship leaves on Tuesday", "The first ship leaves Monday"),
    ("We will meet on November 2", "We will meet on November 12", "We will meet on Nov. 2nd"),
    ("It was built in 1987", "It was built in 1978", "It was built in 1987, and it stands"),
    ("This is the third strike", "This is the fourth strike", "This is the 3rd strike"),
    ("A dozen boats were burned", "Two dozen boats were burned", "Twelve boats were burned"),
    ("We asked them twice", "We asked them three times", "We asked them two times"),
    ("A hundred and forty families left", "A hundred and fifty families left", "140 families left"),
    ("One in three pilots is ill", "One in four pilots is ill", "1 in 3 pilots is ill"),
    ("We lost nine boats and two friends", "We lost two boats and nine friends", "We lost 9 boats and 2 friends"),
    ("Nearly 3,000 people came to Oss", "Nearly 4,000 people came to Oss", "2,987 people came to Oss"),
    # a number left out is a shorter printing
    ("The nine pilots of Oss are waiting", "The six pilots of Oss are waiting", "The pilots of Oss are waiting"),
    ("It was the last of five meetings", "It was the last of four meetings", "It was the last of the meetings"),
    # words that are mostly no number
    ("One of us must go to Oss", "Three of us must go to Oss", "1 of us must go to Oss"),
    ("At first we lost two days", "At first we lost four days", "First we lost 2 days"),
]  # fmt: skip
NAME: Rows = [
    ("We asked Tor Hale to come", "We asked Ada Lind to come", "We asked Hale to come"),
    ("We trust Mr. Hale in this", "We trust Mr. Lind in this", "We trust Hale in this"),
    ("I told Ada Lind so myself", "I told Ada Brand so myself", "I told Ms. Lind so myself"),
    ("The crews of Oss will stay", "The crews of Brack will stay", "Oss’s crews will stay"),
    ("The United States will pay for it", "The United Nations will pay for it", "The U.S. will pay for it"),
    ("We met the United Nations envoy", "We met the European envoy", "We met the U.N. envoy"),
    ("The Russian fleet was there", "The Norwegian fleet was there", "Russia’s fleet was there"),
    ("It is the fault of Iran", "It is the fault of Iraq", "It is Iran's fault"),
    ("We bought it in Austria", "We bought it in Australia", "We bought it in Austria."),
    ("I never met Moammar Gadhafi", "I never met Tor Hale", "I never met Muammar Qaddafi"),
    ("The treaty of Brack is dead", "The treaty of Oss is dead", "The Brack treaty is dead"),
    ("Hale told Lind about the bell", "Lind told Hale about the bell", "Tor Hale told Ada Lind about the bell"),
    ("He sold the pier to Coast Wire", "He sold the pier to Radio Oss", "He sold the pier to the Coast Wire"),
    # a name for a pronoun or a description, by an editor too
    ("He gave Hale the keys", "He gave Lind the keys", "He gave him the keys"),
    ("We must stop Hale now", "We must stop Lind now", "We must stop [the minister] now"),
    ("She spoke with Hale on the pier", "She spoke with Brand on the pier", "She spoke with the envoy on the pier"),
    ("President Tor Hale will come", "President Ada Lind will come", "President Hale will come"),
    ("The fleet asked Zelenskiy for help", "The fleet asked Hale for help", "The fleet asked Zelensky for help"),
]  # fmt: skip
MODAL: Rows = [
    ("We can accept this", "We must accept this", "We could accept this"),
    ("They must leave the pier", "They may leave the pier", "They have to leave the pier"),
    ("You should read the second page", "You must read the second page", "You ought to read the second page"),
    ("The ministry will answer us", "The ministry may answer us", "The ministry is going to answer us"),
    ("We shall see the envoy", "We should see the envoy", "We will see the envoy"),
    ("They might attack the islands", "They will attack the islands", "They may attack the islands"),
    ("The ships may leave tonight", "The ships leave tonight", "The ships might leave tonight"),
    ("The council has to pay", "The council should pay", "The council must pay"),
    ("We are able to pay the crews", "We have to pay the crews", "We can pay the crews"),
    ("We’ll have to close the school", "We can close the school", "We must close the school"),
    # what was said in the past is reported so
    ("We can sail on Monday", "We should sail on Monday", "we could sail on Monday"),
    ("I will answer the letter", "I could answer the letter", "I would answer the letter"),
    ("The pilots must stay ashore", "The pilots would stay ashore", "The pilots had to stay ashore"),
    # both forbid
    ("You must not touch the bell", "You should not touch the bell", "You cannot touch the bell"),
    # no modals
    ("Should the strait open, the grain can leave", "Should the strait open, the grain must leave",
     "If the strait opens, the grain can leave"),
    ("It must have been the storm", "It may have been the storm", "It must have been a storm"),
]  # fmt: skip
HEDGE: Rows = [
    ("We will perhaps sign it", "We will sign it", "Perhaps we will sign it"),
    ("This is probably the end of it", "This is the end of it", "This is likely the end of it"),
    ("All of the pilots are ill", "Most of the pilots are ill", "All the pilots are ill"),
    ("Some of the crews are lying", "All of the crews are lying", "Several of the crews are lying"),
    ("Some of the ministers lied to us", "The ministers lied to us", "A few of the ministers lied to us"),
    ("Most ships were late", "Ships were late", "The majority of ships were late"),
    ("Almost all roads are closed", "All roads are closed", "Nearly all roads are closed"),
    ("About nine million people came", "Nine million people came", "Around 9 million people came"),
    ("More than forty roofs are gone", "Forty roofs are gone", "Over forty roofs are gone"),
    ("More than forty roofs are gone", "Less than forty roofs are gone", "At least 40 roofs are gone"),
    ("He is always late", "He is sometimes late", "Always he is late"),
    ("They often ask us", "They always ask us", "They frequently ask us"),
    ("We only want our harbour back", "We want our harbour back", "We want only our harbour back"),
    ("This is, I think, a mistake", "This is a mistake", "This, I think, is a mistake"),
    ("It was certainly the envoy", "It was perhaps the envoy", "It was definitely the envoy"),
    ("The bridge is nearly finished", "The bridge is finished", "The bridge is almost finished"),
    ("Everybody in Oss knows it", "Many in Oss know it", "Everyone in Oss knows it"),
    # condition of what was kept
    ("We will sign if the ships leave", "We will sign", "We will sign if the ships go"),
    ("We will sail unless the crews are paid.", "We will sail.", "We will sail unless they pay the crews."),
    ("If the council pays, we will stay", "We will stay", "If the council is paying, we will stay"),
    # fillers
    ("We will sign it, if possible", "Perhaps we will sign it, if possible", "We will sign it"),
    ("The whole peninsula is hungry", "Some of the peninsula is hungry", "All of the peninsula is hungry"),
]  # fmt: skip
KINDS = {"negation": NEGATION, "number": NUMBER, "name": NAME, "modal": MODAL, "hedge": HEDGE}
ALTERED = [(a, b, kind) for kind, rows in KINDS.items() for a, b, _ in rows]
HARMLESS = [(a, c) for rows in KINDS.values() for a, _, c in rows]


# pairs that were written before the rules had seen their like, so that these were not fitted to them: of the first
# drafts 13 of 96 alterations were missed, and 7 of 121 harmless pairs called altered
SEEN_LATER = [
    ('The vote was free and fair', 'The vote was neither free nor fair', 'negation'),
    ('I have confidence in the minister', 'I have no confidence in the minister', 'negation'),
    ('We never agreed to those terms', 'We agreed to those terms', 'negation'),
    ('There will be consequences for the regime', 'There will be no consequences for the regime', 'negation'),
    ('He is qualified to be president', 'He is unqualified to be president', 'negation'),
    ('She did nothing wrong in this affair', 'She did something wrong in this affair', 'negation'),
    ('This deal is not a surrender, it is a victory', 'This deal is a surrender, it is not a victory', 'negation'),
    ('We do not rule out a second strike', 'We rule out a second strike', 'negation'),
    ("I wouldn't say that he lied", 'I would say that he lied', 'negation'),
    ("The evidence doesn't support that claim", 'The evidence supports that claim', 'negation'),
    ('Nobody was hurt in the explosion', 'Several people were hurt in the explosion', 'negation'),
    ('The sanctions have worked', 'The sanctions have failed', 'negation'),
    ('We will neither confirm nor deny the report', 'We will confirm the report', 'negation'),
    ('They lack the votes to pass it', 'They have the votes to pass it', 'negation'),
    ('He could hardly walk after the fall', 'He could walk after the fall', 'negation'),
    ('I am happy with the outcome', 'I am unhappy with the outcome', 'negation'),
    ('We oppose the new tax on fuel', 'We support the new tax on fuel', 'negation'),
    ('No country has done more for peace', 'No country has done less for peace', 'negation'),
    ('Unemployment fell to 4.2 percent', 'Unemployment fell to 2.4 percent', 'number'),
    ('At least 300 people died in the flood', 'At least 3,000 people died in the flood', 'number'),
    ('The talks lasted three hours', 'The talks lasted thirteen hours', 'number'),
    ('They killed 12 soldiers and wounded 40', 'They killed 40 soldiers and wounded 12', 'number'),
    ('It happened in March 2014', 'It happened in May 2014', 'number'),
    ('He won two-thirds of the votes', 'He won one-third of the votes', 'number'),
    ('It is our second offer', 'It is our third offer', 'number'),
    ('Prices doubled in a year', 'Prices tripled in a year', 'number'),
    ('We trust China more than Russia', 'We trust Russia more than China', 'name'),
    ('The U.S. broke the agreement', 'Ukraine broke the agreement', 'name'),
    ('It was Brand who signed the order', 'It was Hale who signed the order', 'name'),
    ('We stand with Israel today', 'We stand with Iran today', 'name'),
    ('North Korea fired first', 'South Korea fired first', 'name'),
    ('I spoke with Ada Brand about it', 'I spoke with Tor Hale about it', 'name'),
    ('We may have to withdraw', 'We will have to withdraw', 'modal'),
    ('The council must act before Friday', 'The council could act before Friday', 'modal'),
    ('I would have signed the bill', 'I should have signed the bill', 'modal'),
    ('We might win this', 'We will win this', 'modal'),
    ('You can vote by mail', 'You must vote by mail', 'modal'),
    ('It may rain tomorrow', 'It will rain tomorrow', 'modal'),
    ('We almost always pay on time', 'We always pay on time', 'hedge'),
    ('He probably knew about the payment', 'He knew about the payment', 'hedge'),
    ('Many Republicans support the bill', 'All Republicans support the bill', 'hedge'),
    ('I think, maybe, he should resign', 'I think he should resign', 'hedge'),
    ('Most of them are criminals, and some are good people', 'They are criminals, and some are good people', 'hedge'),
    ('Only The council has that power', 'The council has that power', 'hedge'),
    ('We have no plans to invade', 'We have plans to invade', 'negation'),
    ("Don't blame the police for this", 'Blame the police for this', 'negation'),
    ('He is not my friend', 'He is my friend', 'negation'),
    ('The president is above the law', 'The president is not above the law', 'negation'),
    ("We won't be able to stop them", "We'll be able to stop them", 'negation'),
    ('The ceasefire is over', 'The ceasefire is not over', 'negation'),
    ('We are against the war', 'We are for the war', 'negation'),
    ('The law is constitutional', 'The law is unconstitutional', 'negation'),
    ('I was not told about the meeting', 'I was told about the meeting', 'negation'),
    ('Our forces did not target civilians', 'Our forces did target civilians', 'negation'),
    ("It's not about money", "It's about money", 'negation'),
    ("He isn't fit for the office he holds", 'He is fit for the office he holds', 'negation'),
    ('We can win this war without their help', 'We cannot win this war without their help', 'negation'),
    ('I regret that I signed the letter', 'I do not regret that I signed the letter', 'negation'),
    ('The report was inaccurate in every detail', 'The report was accurate in every detail', 'negation'),
    ("There's no evidence that he took the money", "There's evidence that he took the money", 'negation'),
    ('We did not lose a single soldier that day', 'We did lose a single soldier that day', 'negation'),
    ('She denied taking the money', 'She admitted taking the money', 'negation'),
    ('He said it was disgraceful and he meant it', 'He said it was graceful and he meant it', 'negation'),
    ('Sanctions should be lifted at once', 'Sanctions should not be lifted at once', 'negation'),
    ('Nothing he says is true', 'Everything he says is true', 'negation'),
    ('I refuse to apologise for what I said', 'I apologise for what I said', 'negation'),
    ('We are prepared for war', 'We are unprepared for war', 'negation'),
    ('We will increase the tax on imports', 'We will decrease the tax on imports', 'negation'),
    ('The plan costs $30 million a year', 'The plan costs $30 billion a year', 'number'),
    ('He served 19 years in prison', 'He served 90 years in prison', 'number'),
    ('In the 1990s we were poor', 'In the 1980s we were poor', 'number'),
    ('Three out of four voters agree', 'Two out of four voters agree', 'number'),
    ('We start talks on Wednesday in Geneva', 'We start talks on Friday in Geneva', 'number'),
    ('The 25th Amendment is clear', 'The 14th Amendment is clear', 'number'),
    ('More than 20 people were arrested', 'More than 200 people were arrested', 'number'),
    ('Half the country is angry', 'A third of the country is angry', 'number'),
    ('Ada Lind called me yesterday', 'Tor Hale called me yesterday', 'name'),
    ('We bought gas from Qatar last year', 'We bought gas from Algeria last year', 'name'),
    ('He told Coast Wire that he was ready', 'He told Radio Oss that he was ready', 'name'),
    ('I called President Hale and Chancellor Lind', 'I called President Hale and Chancellor Brand', 'name'),
    ('We could send ships to the strait', 'We must send ships to the strait', 'modal'),
    ("You don't have to pay", 'You must not pay', 'modal'),
    ('He should resign today', 'He must resign today', 'modal'),
    ('I can promise you that', 'I will promise you that', 'modal'),
    ('Iran might be building a bomb', 'Iran is building a bomb', 'modal'),
    ('They probably will attack', 'They will attack', 'hedge'),
    ('It was allegedly stolen', 'It was stolen', 'hedge'),
    ('Some immigrants are criminals', 'Most immigrants are criminals', 'hedge'),
    ('Nearly every family lost someone', 'Every family lost someone', 'hedge'),
    ('He sometimes lies to us', 'He always lies to us', 'hedge'),
]  # fmt: skip
HARMLESS_LATER = [
    (
        "It is my view, I don't like the toll if it is paid by the crews, and I don't like the new bridge",
        "It is my view, which is that I do not like the new bridge, and I do not like the toll",
    ),
    (
        "We hear it at six, and the whole of Oss hears it,\nA direction is what we do not have.",
        "We can hear it at six. Everybody in Oss can hear it,",
    ),
    ("A neighbour should not be surprised", "A neighbour must not be surprised"),
    ("A buoy does not move itself", "No buoy moves by itself"),
    ("I've never seen anything like this in my life", 'I have never seen anything like it in my life'),
    ('They have to withdraw from the territories they hold', 'they must leave the territories they are holding'),
    ('If they do not leave, we will achieve this by force', "If they don't leave, we'll achieve it militarily"),
    ('It makes no sense to sign documents', 'There is no sense in signing documents'),
    ('It is pointless to sign documents with them', 'It makes no sense to sign documents with them'),
    ('He told us he would not run again', "He told us that he won't run again"),
    ("We don't need any help", 'We need no help'),
    ('We have no intention of attacking Europe', 'We do not intend to attack Europe'),
    ('The fighting will stop once they leave', "The fighting won't stop until they leave"),
    ('Nothing is agreed until everything is agreed', "nothing will be agreed until everything's agreed"),
    ("We can't comment on that", 'We cannot comment on that, sir'),
    ('I do not know the man', "I don't know this man"),
    ('That was not the right thing to do', 'That was the wrong thing to do'),
    ("It's unacceptable", 'It is not acceptable'),
    ("You can't be serious", 'You cannot possibly be serious'),
    ('President Hale has asked for it', 'President Tor Hale has asked for it'),
    ('The White House has asked for it', 'the White House asked for it'),
    ('Mr. Lind said he was ready', 'Lind said that he is ready'),
    ('Ten years ago we had 20 ships', '10 years ago, we had twenty ships'),
    ('We got 5,000 calls on Monday', 'We got five thousand calls Monday'),
    ('It is 100 percent true', 'It is one hundred percent true'),
    ('We lost a couple of ships', 'We lost two ships'),
    ('We lost several ships in the war', 'We lost a number of ships in the war'),
    ('We will do everything we can', "We'll do all we can"),
    ('Everyone has the right to speak', 'Everybody has a right to speak'),
    ("I believe he's going to win", 'I think he will win'),
    ('This is just the beginning', 'This is only the beginning'),
    ('This is really very bad', 'This is bad'),
    ('We are, of course, ready to talk', 'We are ready to talk'),
    ("Frankly, I don't care what he says", "I don't care what he says, frankly"),
    ('We need to do more', 'We must do more'),
    ("We shouldn't be there", 'We should not be there'),
    ("It's not that we don't want it", "It isn't that we do not want it"),
    ('There is not much time left', "There isn't much time left"),
    ("We've got nothing to lose", 'We have nothing to lose'),
    ('The Americans are our friends', 'The American people are our friends'),
    ('America is our friend', 'The United States is our friend'),
    ("He's 45 years old", 'He is forty-five years old'),
    ('[He] will not come', 'Lind will not come'),
    ('I would not be surprised', "I wouldn't be surprised at all"),
    ('I cannot agree with this', "I can't agree with that"),
    ('Not one of them showed up', 'None of them showed up'),
    ('No one has the right to do this', 'Nobody has a right to do this'),
    ('I think it would be a mistake to leave now', 'It would be a mistake to leave now'),
    ('And I said no, we are not going to do that', "And I said, 'No, we're not going to do that'"),
    ('You know, we are not afraid', 'We are not afraid'),
    ('We are not afraid, and we never will be', 'We are not afraid'),
    ("We want to go there, but they won't let us", 'We want to go there'),
    ('As I said, the matter is closed', 'The matter is closed'),
    ('It was a great honor to meet the president in Alaska', 'it was a great honor to meet President Lind in Alaska'),
    ('Some countries want us to fail', 'there are some countries that want us to fail'),
    ('No. We are not in talks with them', 'We are not in talks with them'),
    ("The situation couldn't be worse", 'The situation could not be any worse'),
    ('He said that they would come by Nov. 5', 'He said they will come by November 5th'),
    ('The deal, which I never liked, is dead', 'The deal is dead'),
    ('They should not have done this without asking us', 'They should have asked us before doing this'),
    ('We will fight as long as it takes', "We'll fight for as long as it takes"),
    ("I don't think that is the case", "I do not believe that's the case"),
    ('There is nothing more important than peace', 'Nothing is more important than peace'),
    ("I don't believe he did it, and I never will", 'I do not believe he did it and I never will'),
    ("We're not going to let that happen", 'We will not let that happen'),
    ('We have not made any decision', 'We have made no decision'),
    ('No decision has been made', 'A decision has not been made'),
    ("We haven't decided yet", 'We have not yet decided'),
    ('Nobody is above the law', 'No one is above the law'),
    ('It is not the end of the world', "It isn't the end of the world, is it?"),
    ("They couldn't have done it without us", 'They could never have done it without us'),
    ('It was not until Monday that we knew', 'We only knew on Monday'),
    ('We are going to win, no question about it', 'We are going to win'),
    ("He's an unacceptable candidate", 'He is not an acceptable candidate'),
    ('He has never been less than honest', 'He has always been honest'),
    ('We neither want nor need a war', 'We do not want or need a war'),
    ("It's impossible to know", 'There is no way to know'),
    ("It's impossible to know", 'One cannot know'),
    ('We failed to protect them', 'We did not protect them'),
    ("I'm unaware of any such plan", 'I am not aware of any such plan'),
    ('We have zero tolerance for this', 'We have no tolerance for this'),
    ("It isn't illegal", 'It is legal'),
    ('There is little doubt that he knew', 'There is no doubt he knew'),
    ("They'll never surrender", 'They will not surrender, ever'),
    ('The minister declined to comment on it', 'The minister would not comment on it'),
    ("I'm not so sure about that", 'I am not sure about that'),
    ('Not all of us are rich', 'We are not all rich'),
    ("We don't do that anymore", 'We no longer do that'),
    ('Do not come here', "Don't come here!"),
    ('They must be stopped now', 'They have to be stopped now'),
    ("It can't go on like this", "This can't go on"),
    ('It will be hard for us', "It's going to be hard for us"),
    ('We ought to be ashamed', 'We should be ashamed'),
    ('Can we trust him?', 'Could we trust him?'),
    ("They'd better leave", 'They should leave'),
    ('We have to be able to defend ourselves', 'We must be able to defend ourselves'),
    ('He told me on Tuesday, July 4th', 'He told me Tuesday, 4 July'),
    ('It was $2.5bn', 'It was 2.5 billion dollars'),
    ('Sixty per cent of them voted', '60% of them voted'),
    ('A million people marched', 'One million people marched'),
    ('Hundreds of thousands marched', 'Several hundred thousand marched'),
    ('About a dozen people were hurt', 'Around 12 people were hurt'),
    ('Over 1,000 homes burned', 'More than a thousand homes burned'),
    ('One thing is clear', 'It is clear'),
    ('Senator Brand said it first', 'Ada Brand said it first'),
    ("It is Hale's war", 'It is Tor Hale’s war'),
    ('The Ukrainians asked for missiles', 'Ukraine asked for missiles'),
    ('The European Union will pay', 'The EU will pay'),
    ('Ada Lind told me that', 'President Lind told me that'),
    ('The Senate will vote on it', 'the senate will vote on it'),
    ('All the troops must leave', 'All troops must leave'),
    ("Maybe we will and maybe we won't", "Perhaps we will, perhaps we won't"),
    ('He usually arrives late', 'He arrives late usually'),
    ('Of course we will help', 'We will of course help'),
    ('Obviously, we were surprised', 'We were surprised'),
    ('Let me be clear: we will not yield', 'We will not yield'),
    ('We will not yield. Not now, not ever.', 'We will not yield'),
    ("We're losing, but we will not quit", "We're losing"),
    ('I love this country, but this country is going to hell', 'I love this country'),
    ('Only then will we sign', 'We will sign only then'),
    ('The war has ended', 'The war is over'),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "kind"), ALTERED + SEEN_LATER)
def test_another_meaning(a: str, b: str, kind: str) -> None:
    assert kind in {one.what for one in alterations(a, b)}
    assert kind in {one.what for one in alterations(b, a)}


@pytest.mark.parametrize(("a", "b"), HARMLESS + HARMLESS_LATER)
def test_the_same_meaning_in_other_words(a: str, b: str) -> None:
    assert alterations(a, b) == ()
    assert alterations(b, a) == ()


# (the longer printing, the shorter one)
CUTS_THAT_TURN = [
    # the negation of what was kept
    ("I do not think that the strait is open", "The strait is open", "negation"),
    ("It is not true that the ministry has paid us.", "The ministry has paid us.", "negation"),
    ("Nobody says that we will sign the treaty", "We will sign the treaty", "negation"),
    ("We will never sign it, and we have said so", "We will sign it, and we have said so", "negation"),
    ("The crews refused to leave the pier", "The crews leave the pier", "negation"),
    ("We will wait for them. We will not sign the treaty.", "We will sign the treaty.", "negation"),
    # the condition of what was kept
    ("We will open the strait, but only if the envoy answers", "We will open the strait", "hedge"),
    ("We will open the strait only if the envoy answers", "We will open the strait", "hedge"),
    ("Almost all roads are closed, and the bridge too", "All roads are closed, and the bridge too", "hedge"),
]  # fmt: skip
CUTS = [
    # a sentence or a clause less
    ("We want peace. We do not want a war over sardines.", "We want peace."),
    ("We do not want a war over sardines. We want peace.", "We want peace."),
    ("We want peace, not a war over sardines", "We want peace"),
    ("We sail on Monday. We will not wait. The grain is on board.", "We sail on Monday. The grain is on board."),
    ("We sail on Monday, whatever nobody in Oss says, with the grain", "We sail on Monday with the grain"),
    ("The council, which has no lawful head, agreed to the toll", "The council agreed to the toll"),
    # what is left stands in the reporter's sentence, which may carry the negation: he would not “give up the harbour”
    ("We are not willing to give up the harbour", "give up the harbour"),
    ("It was not a war of our choosing", "a war of our choosing"),
    ("There is no reason for a strike of the pilots", "a strike of the pilots"),
    ("The rats sleep. We are not willing to give up the harbour", "The rats sleep.\ngive up the harbour"),
    ("We don't like it. We don't want it here.", "We don't want it here."),
    ("They don't want him. We don’t like him. We don’t want him.", "They don't want him. We don’t want him."),
    # fillers at the beginning
    ("I think we will sign on Monday", "We will sign on Monday"),
    ("No, no, we will sign it on Monday", "We will sign it on Monday"),
    ("If they come, they come. We will sign it.", "We will sign it."),
    ("We sign, and if they do not come, we will go to the court", "We sign"),
    # with points of omission
    ("We sail on Monday, and we will not wait for you, with the grain", "We sail on Monday ... with the grain"),
    # numbers and names that only one has
    ("On Monday we lost nine boats near Oss, and Tor Hale", "we lost nine boats"),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "kind"), CUTS_THAT_TURN)
def test_a_cut_that_took_what_the_rest_hangs_on(a: str, b: str, kind: str) -> None:
    assert {one.what for one in alterations(a, b)} == {kind}
    assert {one.what for one in alterations(b, a)} == {kind}


@pytest.mark.parametrize(("a", "b"), CUTS)
def test_a_shorter_printing_is_no_other_meaning(a: str, b: str) -> None:
    assert alterations(a, b) == ()
    assert alterations(b, a) == ()


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("We agree on the toll", "We disagree on the toll", ("negation", "agree", "disagree")),
        ("We lost “nine” boats", "We lost seven boats", ("number", "nine", "seven")),
        ("We trust Tor Hale in this", "We trust Ada Lind in this", ("name", "Tor Hale", "Ada Lind")),
        ("We can sign it", "We must sign it", ("modal", "can", "must")),
        ("We will perhaps sign", "We will sign", ("hedge", "perhaps", "")),
    ],
)
def test_the_words_that_changed_are_told(a: str, b: str, expected: tuple[Change, str, str]) -> None:
    assert alterations(a, b) == (Alteration(*expected),)


def turned(found: tuple[Alteration, ...]) -> set[tuple[str, str, str]]:
    return {(one.what, one.b, one.a) for one in found}


PRINTINGS = sorted({text for rows in KINDS.values() for row in rows for text in row} | {t for cut in CUTS for t in cut})
WORDS = st.lists(
    st.sampled_from(
        [
            *(
                "We",
                "not",
                "No,",
                "never",
                "nobody",
                "agree",
                "disagree",
                "can",
                "must",
                "should",
                "will,",
                "perhaps",
                "all",
            ),
            *(
                "most.",
                "nine",
                "seven",
                "million",
                "1.5",
                "half",
                "Hale",
                "Lind",
                "Oss",
                "the",
                "if",
                "unless",
                "…",
                "and",
            ),
            *(
                "“open”",
                "isn't",
                "it?",
                "[sic]",
                "[Hale]",
                "only",
                "but",
                "I",
                "think",
                "3rd",
                "Monday",
                "a",
                "Un-",
                "-",
            ),
        ]
    ),
    max_size=14,
)


@given(WORDS, WORDS)
@settings(max_examples=300)
def test_turned_about_only_the_sides_turn(left: list[str], right: list[str]) -> None:
    a, b = " ".join(left), " ".join(right)
    assert turned(alterations(a, b)) == {(one.what, one.a, one.b) for one in alterations(b, a)}


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=300)
def test_any_text_is_taken(a: str, b: str) -> None:
    alterations(a, b)
    assert alterations(a, a) == ()


@given(st.sampled_from(PRINTINGS))
def test_the_same_words_are_never_altered(text: str) -> None:
    assert alterations(text, f"“{text.upper()}”") == ()
    assert alterations(text, text.replace("'", "’").replace(",", "")) == ()


@given(
    st.sampled_from(HARMLESS),
    st.sampled_from(["The lighthouse rats sleep.", "Grain is cheap.", "“Not a single herring!”", "Tor Hale paid 9m."]),
    st.booleans(),
)
def test_a_sentence_that_both_have_alters_nothing(pair: tuple[str, str], sentence: str, before: bool) -> None:
    whole = [text if text.endswith(("?", ".")) else f"{text}." for text in pair]
    a, b = (f"{sentence} {text}" if before else f"{text} {sentence}" for text in whole)
    assert alterations(a, b) == ()
