/** Words by which a careers page tells, in eight languages, what it is. Written without accents: see `folded`. */

/** A step of a path (`open-positions`, `job`, `stellenangebote`) that says: postings are below. */
const JOB_STEP = new Set(
  `job jobs jobb jobboard jobsearch joblist jobdetail jobdetails jobposting jobpostings joboffer joboffers jobopening
  jobopenings jobad jobads career careers carriere carrieres carreras carreira carreiras karriere karriar opening
  openings position positions vacancy vacancies vacature vacatures vakanz vakanzen stelle stellen stellenangebot
  stellenangebote stellenanzeige stellenanzeigen stellenmarkt stellenausschreibung offre offres emploi emplois empleo
  empleos oferta ofertas trabajo trabaja vaga vagas lavoro lavora recruitment recruiting requisition requisitions
  opportunities opportunity hiring roles role posting postings annonce annonces lediga`.split(/\s+/),
);
/** Beside such a word they change nothing: `current-openings`, `job-offers`, `offres-d-emploi`. */
const FILLER = new Set(
  `all open current our available new view details detail offer offers listing listings list id en de fr es nl it pt sv
  us uk d ad ads board page info work with bei with at job and und the search apply now o tjanster met nosotros con
  node post opening show item external site candidate`.split(/\s+/),
);
/** A step that says: this is about something else, whatever stands around it. */
const OTHER_STEP = new Set(
  `blog blogs news newsroom press presse article articles insights story stories event events podcast podcasts category
  categories tag tags author authors legal privacy imprint impressum datenschutz terms cookies benefits culture faq
  faqs login signin signup register account alerts alert subscribe talent-community talentcommunity
  internship-program locations location departments department teams team life about contact products pricing docs
  documentation help support feed rss wp-content wp-json assets static media cdn-cgi search filter apply application
  inclusion diversity students graduates process interview resources customers case-studies glossary salary salaries
  templates template guides guide cart shop`.split(/\s+/),
);
/** What an address ends with that is no page. */
const NO_PAGE =
  /\.(?:pdf|docx?|xlsx?|png|jpe?g|gif|svg|webp|css|js|json|xml|rss|atom|zip|gz|mp[34]|ics|txt|ico|woff2?)$/i;

/** Titles and links that name a list of postings, or the way to it, but no posting. */
export const LIST_TITLE =
  /^(?:(?:all|our|open|current|latest|see|view|browse|search|find|explore|alle|offene|nos|les|todas|todos) )*(?:jobs?|careers?|career opportunities|openings?|open (?:positions?|roles?|jobs)|positions?|vacanc(?:y|ies)|vacatures|roles?|karriere|stellen(?:angebote)?|jobs? (?:and|&|und) (?:careers?|karriere)|offres? d emploi|emplois?|empleos?|ofertas(?: de (?:empleo|trabajo))?|vagas|lavora con noi|opportunit(?:y|ies)|join (?:us|our team|the team)|work (?:with|for|at) (?:us|.{1,30})|(?:we are|were|we re) hiring|jobs at .{1,40}|careers at .{1,40}|life at .{1,40}|current job openings|job (?:openings|board|search|opportunities)|(?:search|page) results?|page not found|not found|404.{0,30}|access denied|just a moment|home)$/;

/** Links whose words are about the link, not about what it leads to. */
export const EMPTY_LINK =
  /^(?:(?:apply|apply now|apply here|read more|learn more|more|view|view (?:job|role|details|position|opening)|see (?:more|details|job)|details?|more info(?:rmation)?|open|link|here|jetzt bewerben|bewerben|mehr(?: erfahren| infos?)?|zur stelle|postuler|en savoir plus|voir(?: l offre)?|ver(?: mas| oferta)?|inscribete|aplicar|leggi(?: tutto)?|lees meer|meer|bekijk|las mer|share|teilen|facebook|linkedin|twitter|next|previous|back|zuruck|\d+) ?)+$/;

/** Headings of a posting's parts. */
export const DUTIES =
  /\b(?:responsibilit|what (?:you|you ll|you will|we need you)|you will|the (?:role|job|position)\b|your (?:role|mission|tasks?|impact|job|day)|about the (?:role|job|position|opportunity)|role (?:overview|description|summary)|job (?:description|summary|purpose)|position (?:summary|overview|description)|key (?:tasks|duties|accountabilities)|duties|tasks\b|day to day|aufgaben|das erwartet dich|deine rolle|stellenbeschreibung|tatigkeit|missions?\b|vos missions|le poste|description du poste|responsabilidades|funciones|tareas|descripcion (?:de la oferta|del puesto)|que haras|responsabilidades|atividades|descricao d[ao] vaga|mansioni|responsabilita|cosa farai|taken\b|werkzaamheden|functieomschrijving|wat (?:ga )?je (?:gaat )?doe[nt]|arbetsuppgifter|om (?:rollen|tjansten))/;
export const DEMANDS =
  /\b(?:requirements?|qualifications?|what (?:you bring|you ll bring|we(?: are|re| re)? look)|who you are|about you|you (?:have|bring|are)\b|your (?:profile|skills|background|experience)|skills|must haves?|nice to haves?|we re looking for|ideal candidate|experience\b|anforderungen|profil\b|das bringst du mit|qualifikation|voraussetzungen|wir (?:erwarten|suchen)|ihr profil|profil recherche|votre profil|competences|requisitos|perfil\b|que buscamos|requisiti|profilo|chi cerchiamo|functie eisen|wat (?:neem|breng) je mee|wie (?:ben|zoeken)|kvalifikationer|vi soker|din profil)/;
export const OFFERS =
  /\b(?:benefits?|perks|what we offer|we offer|why (?:join|work|us)|compensation|salary|wir bieten|das bieten wir|unser angebot|nous offrons|avantages|ce que nous|ofrecemos|beneficios|offriamo|wat (?:wij )?bieden|wij bieden|vi erbjuder|about us|about the company|uber uns|who we are|sobre nosotros)/;

/** A button or link that applies for the one posting of the page. */
export const APPLY =
  /^(?:apply(?: (?:now|here|online|today|for (?:this )?.{0,60}|to (?:this )?.{0,40}|with .{0,30}|via .{0,30}))?|(?:easy|quick) apply|submit (?:your |an )?application|i m interested|start application|(?:jetzt |online |direkt |hier )*bewerben|bewirb dich.{0,20}|zur bewerbung|je postule|postuler(?: .{0,30})?|candidater|(?:me )?inscribirme|inscribete|aplicar(?: .{0,20})?|postular(?:me)?|candidatar se|candidate se|candidati(?: .{0,15})?|invia candidatura|solliciteer(?: .{0,20})?|solliciteren|ansok(?: .{0,20})?|sok (?:jobbet|tjansten)|soke? stillingen)$/;

/** The posting was one. */
export const CLOSED =
  /\b(?:(?:position|job|role|vacancy|posting|opening|opportunity) (?:is|has been|has) (?:no longer (?:available|open|active|accepting)|(?:already |been )*(?:filled|closed|expired|removed))|no longer (?:accepting applications|available|hiring for)|no positions available|applications (?:are|have) (?:now |been )?closed|diese stelle ist (?:leider )?(?:nicht mehr|bereits)|stelle ist bereits besetzt|offre (?:n est plus|expiree|pourvue)|oferta (?:ya no esta|cerrada|caducada|expirada)|vacature is (?:gesloten|niet meer|vervuld))\b/;

/** Marks of a job title in German, English, French or Spanish: `(m/w/d)`, `(f/m/x)`, `H/F`. */
export const GENDER_MARK =
  /\((?:[a-z]{1,3}\s*[/|*,]\s*){1,3}[a-z]{1,5}\)|\b[mwfh]\s*\/\s*[mwfhd](?:\s*\/\s*[dxn])?\b/i;

/** Lower case, no accents, no punctuation: `What you’ll do:` -> `what you ll do`. */
export function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^\p{L}\p{N}&]+/gu, ' ')
    .trim()
    .toLowerCase();
}

/** What a step of a path says. */
export function stepMeaning(step: string): 'jobs' | 'other' | null {
  const name = folded(step.replace(/\.[a-z]{2,5}$/i, ''));
  if (OTHER_STEP.has(name.replaceAll(' ', '-'))) return 'other';
  const words = name.replace(/([a-z])(\d)/g, '$1 $2').split(' ');
  const job = words.some((word) => JOB_STEP.has(word));
  return job && words.every((word) => JOB_STEP.has(word) || FILLER.has(word)) ? 'jobs' : null;
}

export function isNoPage(path: string): boolean {
  return NO_PAGE.test(path);
}
