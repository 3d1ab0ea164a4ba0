//! Diplomatic English, put together from phrases or taken from given texts.

use super::Dice;
use super::words::count;

const OPENINGS: [&str; 16] = [
    "Recalling",
    "Reaffirming",
    "Recognizing",
    "Noting with satisfaction",
    "Noting with regret",
    "Bearing in mind",
    "Conscious of",
    "Stressing",
    "Welcoming",
    "Alarmed by",
    "Acknowledging",
    "Guided by",
    "Having considered",
    "Determined to act upon",
    "Emphasizing",
    "Taking note of",
];

const CALLS: [&str; 14] = [
    "Urges",
    "Invites",
    "Encourages",
    "Calls upon",
    "Requests",
    "Strongly encourages",
    "Further requests",
    "Appeals to",
    "Also invites",
    "Authorizes",
    "Reminds",
    "Once again urges",
    "Commends the readiness of",
    "Asks",
];

const ACTORS: [&str; 24] = [
    "States",
    "member States",
    "all States",
    "coastal States",
    "the Parties",
    "the contracting Parties",
    "upstream countries",
    "downstream countries",
    "the Secretariat",
    "the Assembly",
    "the working group",
    "the standing committee",
    "regional commissions",
    "local authorities",
    "port authorities",
    "public broadcasters",
    "national archives",
    "research institutions",
    "operators of essential services",
    "development banks",
    "donor countries",
    "least developed countries",
    "the scientific panel",
    "observers",
];

const THINGS: [&str; 32] = [
    "shared rivers and lakes",
    "the early warning service",
    "satellite navigation signals",
    "public records and registers",
    "seed collections held in trust",
    "hospital supply chains",
    "the safety of fishing vessels",
    "drinking water systems",
    "the register of missing persons",
    "places of worship and learning",
    "emergency telecommunications",
    "the common reporting format",
    "the mid-term review",
    "the plan of work for the biennium",
    "mountain ecosystems",
    "the rights of seasonal workers",
    "migratory species and their habitats",
    "data on rainfall and river flow",
    "the compliance procedure",
    "border crossings used for relief",
    "submarine cables",
    "the pilot projects launched last year",
    "measurements of air quality",
    "the languages of indigenous peoples",
    "vaccination campaigns",
    "the multi-donor facility",
    "training for customs officers",
    "weather stations at sea",
    "the code of conduct for search and rescue",
    "the voluntary pledges made at the opening segment",
    "school buildings in exposed areas",
    "the inventory of hazardous wrecks",
];

const VERBS: [&str; 24] = [
    "protect",
    "strengthen",
    "restore",
    "finance",
    "monitor",
    "review",
    "support",
    "maintain",
    "expand",
    "examine",
    "coordinate",
    "report on",
    "give priority to",
    "exchange information on",
    "refrain from obstructing",
    "share the costs of",
    "take fully into account",
    "keep under review",
    "simplify",
    "safeguard",
    "harmonize",
    "publish",
    "test",
    "facilitate access to",
];

const QUALIFIERS: [&str; 24] = [
    "as appropriate",
    "where feasible",
    "in good faith",
    "without delay",
    "upon request",
    "on an equal footing",
    "in accordance with applicable law",
    "within existing resources",
    "subject to domestic procedures",
    "on a voluntary basis",
    "in a transparent manner",
    "in close cooperation with neighbouring countries",
    "with the consent of those concerned",
    "including by means of joint exercises",
    "in particular in remote areas",
    "at all levels",
    "in times of peace and in times of crisis",
    "without prejudice to existing agreements",
    "with special attention to women, young people and older persons",
    "to the extent possible",
    "as a matter of urgency",
    "on terms to be mutually agreed",
    "through existing channels",
    "before the end of each calendar year",
];

const PURPOSES: [&str; 14] = [
    "with a view to reducing the loss of life",
    "in order to build confidence among neighbours",
    "so that no community is left without assistance",
    "for the benefit of present and future generations",
    "with the aim of completing the work in due time",
    "so as to avoid duplication of effort",
    "in order to enable early action",
    "with due regard to the sovereignty of the States concerned",
    "to ensure that costs are borne fairly",
    "so that lessons may be drawn from past emergencies",
    "in the interest of safe and orderly passage",
    "in the light of new scientific findings",
    "to make the best use of scarce means",
    "for as long as the emergency lasts",
];

const TROUBLES: [&str; 14] = [
    "the growing frequency of floods and droughts",
    "the loss of records in recent emergencies",
    "the uneven distribution of resources",
    "the decline of fish stocks",
    "the interruption of essential services",
    "the rising cost of transport",
    "the interdependence of modern networks",
    "the lack of comparable data",
    "a shortage of trained staff",
    "the spread of invasive species",
    "the slow pace of ratification",
    "the vulnerability of small islands",
    "the repeated closure of crossing points",
    "insufficient funding",
];

pub(super) const ADJECTIVES: [&str; 22] = [
    "effective",
    "timely",
    "practical",
    "regional",
    "adequate",
    "comprehensive",
    "sustainable",
    "joint",
    "technical",
    "independent",
    "national",
    "additional",
    "predictable",
    "relevant",
    "interim",
    "binding",
    "flexible",
    "coherent",
    "preventive",
    "affordable",
    "reliable",
    "periodic",
];

pub(super) const NOUNS: [&str; 24] = [
    "measures",
    "procedures",
    "safeguards",
    "arrangements",
    "guidelines",
    "consultations",
    "indicators",
    "proposals",
    "standards",
    "assessments",
    "institutions",
    "partnerships",
    "contributions",
    "recommendations",
    "obligations",
    "exercises",
    "inspections",
    "benchmarks",
    "incentives",
    "deadlines",
    "inventories",
    "services",
    "facilities",
    "mandates",
];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Where sentences come from.
#[derive(Clone, Debug, Default)]
pub(crate) struct Prose {
    /// Paragraphs of given texts; none where all is put together here.
    paragraphs: Vec<String>,
    sentences: Vec<String>,
}

impl Prose {
    /// Prose that takes its paragraphs, and whole sentences, from given texts: blocks between blank lines.
    pub(crate) fn from_texts(texts: &[String]) -> Prose {
        let blocks = texts.iter().flat_map(|text| text.split("\n\n"));
        let blocks = blocks.map(|block| block.split_whitespace().collect::<Vec<_>>().join(" "));
        let paragraphs: Vec<String> = blocks.filter(|block| count(block) >= 12).collect();
        let sentences = paragraphs.iter().flat_map(|it| it.split_inclusive(". ")).map(str::trim);
        let sentences = sentences.filter(|it| it.ends_with('.') && count(it) >= 6).map(str::to_owned);
        let sentences = sentences.collect();
        Prose { paragraphs, sentences }
    }

    /// A paragraph of about so many words; of given texts, any that is at least half as long.
    pub(crate) fn paragraph(&self, dice: &mut Dice, words: usize) -> String {
        let long: Vec<&String> = self.paragraphs.iter().filter(|it| count(it) * 2 >= words).collect();
        match dice.any(&long) {
            Some(found) => found.clone(),
            None => self.fresh(dice, words),
        }
    }

    /// A paragraph of about so many words that is in none of the given texts.
    pub(crate) fn fresh(&self, dice: &mut Dice, words: usize) -> String {
        let wanted = words * dice.between(35, 165) / 100;
        let mut text = match dice.roll(4) {
            0 => {
                let (opening, actor) = (*dice.pick(&OPENINGS), *dice.pick(&ACTORS));
                format!("{opening} {}, in which {actor} undertook to {},", reference(dice), self.clause(dice))
            }
            1 | 2 => {
                let (call, actor) = (*dice.pick(&CALLS), *dice.pick(&ACTORS));
                format!("{call} {actor} to {}, and to {}.", self.clause(dice), self.clause(dice))
            }
            _ => self.fresh_sentence(dice),
        };
        if text.ends_with(',') && wanted > 40 {
            text.pop();
            text.push('.');
        }
        while count(&text) < wanted && text.ends_with('.') {
            text.push(' ');
            text.push_str(&self.fresh_sentence(dice));
        }
        text
    }

    /// All paragraphs of the given texts, in order.
    pub(crate) fn given(&self) -> &[String] {
        &self.paragraphs
    }

    /// A whole sentence with its full stop.
    pub(crate) fn sentence(&self, dice: &mut Dice) -> String {
        if self.sentences.is_empty() {
            return self.fresh_sentence(dice);
        }
        dice.pick(&self.sentences).clone()
    }

    fn fresh_sentence(&self, dice: &mut Dice) -> String {
        let actor = *dice.pick(&ACTORS);
        let text = match dice.roll(10) {
            0..=2 => {
                format!("{actor} should {} and, where necessary, {}", self.clause(dice), self.clause(dice))
            }
            3 | 4 => format!("in view of {}, {actor} shall {}", dice.pick(&TROUBLES), self.clause(dice)),
            5 => format!(
                "it was observed that {} affects {}, and that {actor} may {}",
                dice.pick(&TROUBLES),
                self.thing(dice),
                self.clause(dice)
            ),
            6 => format!(
                "such {} include {}; {}; and {}",
                dice.pick(&NOUNS),
                self.thing(dice),
                self.thing(dice),
                self.thing(dice)
            ),
            7 => format!(
                "nothing in {} shall prevent {actor} from acting to {}",
                reference(dice),
                self.clause(dice)
            ),
            8 => format!("under {}, {actor} will {} by {}", reference(dice), self.clause(dice), date(dice)),
            _ => format!("the {} of {} remains essential {}", dice.pick(&NOUNS), actor, dice.pick(&PURPOSES)),
        };
        let mut letters = text.chars();
        let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
        format!("{first}{}.", letters.as_str())
    }

    /// A verb with its object, and often how and what for.
    pub(crate) fn clause(&self, dice: &mut Dice) -> String {
        let mut text = format!("{} {}", dice.pick(&VERBS), self.thing(dice));
        let how = dice.roll(5);
        if how < 3 {
            text.push_str(", ");
            text.push_str(self.qualifier(dice));
        }
        if dice.roll(9) < 4 {
            text.push_str(if how == 0 { ", " } else { " " });
            text.push_str(dice.pick::<&str>(&PURPOSES));
        }
        text
    }

    /// What the text is about.
    pub(crate) fn thing(&self, dice: &mut Dice) -> String {
        let (adjective, noun) = (*dice.pick(&ADJECTIVES), *dice.pick(&NOUNS));
        match dice.roll(20) {
            0..=8 => (*dice.pick(&THINGS)).to_owned(),
            9..=14 => format!("{adjective} {noun} and {} {}", dice.pick(&ADJECTIVES), dice.pick(&NOUNS)),
            _ => format!("the {adjective} {noun} referred to in {}", reference(dice)),
        }
    }

    /// How something is to be done.
    pub(crate) fn qualifier(&self, dice: &mut Dice) -> &'static str {
        dice.pick::<&str>(&QUALIFIERS)
    }
}

fn reference(dice: &mut Dice) -> String {
    let (small, large) = (dice.between(1, 60), dice.between(1, 300));
    match dice.roll(6) {
        0 => format!("paragraph {small} of resolution {}/{large}", dice.between(40, 90)),
        1 => format!("article {small} of the Agreement"),
        2 => format!("decision {}/{small} of {}", dice.between(1, 20), date(dice)),
        3 => format!("section {} of the annex", dice.between(1, 12)),
        4 => format!("the summary of the meeting held on {}", date(dice)),
        _ => format!("document {}/{large}", dice.between(1, 20)),
    }
}

fn date(dice: &mut Dice) -> String {
    format!("{} {} {}", dice.between(1, 28), dice.pick(&MONTHS), dice.between(2014, 2034))
}
