/**
 * Foreign field names -> fields of a posting. Names are compared without case, spaces and punctuation
 * (`Job Title`, `job_title`, `jobTitle` are one), in order: the first one that holds something wins, so the
 * specific names come before those that may mean something else (`position` may be a sort number, `name` a person).
 */
import type { FieldName } from './source-spec.js';

const words = (list: string): string[] => list.trim().split(/\s+/);

export const ALIASES: Readonly<Record<FieldName, readonly string[]>> = {
  title: words(`
    title jobtitle positiontitle postingtitle vacancytitle roletitle jobname jobopeningname positionname
    position vacancy role jobposition occupation designation headline name stellenbezeichnung
    stellentitel berufsbezeichnung titel puesto intitule vacaturetitel titolo titre titulo`),
  description: words(`
    encoded contentencoded description jobdescription descriptionhtml jobdescriptionhtml descriptiontext descriptionplain
    fulldescription jobdesc content contenthtml body bodyhtml html text plaintext jobtext jobdetails
    details desc posting advert adtext beschreibung stellenbeschreibung contenttext summary
    shortdescription jobexcerpt excerpt snippet jobbody adbody briefdescription omschrijving
    functieomschrijving descrizione descripcion descriptif annonce`),
  company: words(`
    company companyname employer employername organization organisation organizationname
    organisationname hiringorganization hiringorganisation hiringcompany companydisplayname companylabel
    firm client business arbeitgeber firma unternehmen empresa entreprise advertiser advertisername
    clientname recruitername firmenname bedrijf azienda sourcename`),
  location: words(`
    location locations joblocation joblocations locationname fulllocation locationtext locationstext
    locationraw worklocation candidaterequiredlocation place workplace office offices jobgeo area
    standort arbeitsort ort ubicacion lieu address where`),
  city: words(`city cityname town locality addresslocality jobcity locationcity stadt`),
  region: words(
    `region state statename province addressregion jobstate locationstate county bundesland statecode`,
  ),
  country: words(`countrycode country countryname addresscountry jobcountry locationcountry land`),
  url: words(`
    url joburl link joblink absoluteurl hostedurl permalink postingurl jobpostingurl careersurl
    canonicalurl href sourceurl detailurl externalurl shortlink applyurl applylink applicationurl
    redirecturl applicationlink deeplink landingpage urldetail vacancyurl offerurl mobileurl`),
  id: words(`
    id jobid externalid guid uuid postingid jobpostingid vacancyid positionid sourceid reqid
    requisitionid jobreqid jobreference referencenumber refnumber reference shortcode jobkey key
    uniqueid uniqid slug partnerjobid refno jobnumber jobref vacancynumber requisitionnumber`),
  posted_at: words(`
    postedat dateposted posteddate postdate publishedat publishedon publisheddate datepublished
    publicationdate publishdate pubdate firstpublished releaseddate listedat listeddate
    originallistedtime listedtime postedon posted jobposteddate date createdat createdon createddate
    datecreated created published issued publication datum fecha crawltimestamp scrapedat epoch updatedat
    updated lastupdated lastmodified lastmod modified dateupdated`),
  valid_through: words(`
    validthrough validuntil expiresat expirydate expirationdate expires expiry closingdate closedate
    closeat deadline deadlineat applicationdeadline enddate expire validto expdate expireson`),
  salary: words(
    `salary basesalary salaryrange compensation pay payrange salarytext wage salaryestimate gehalt`,
  ),
  salary_min: words(
    `salarymin minsalary minimumsalary salaryfrom compensationminimum paymin minamount salarylow`,
  ),
  salary_max: words(
    `salarymax maxsalary maximumsalary salaryto compensationmaximum paymax maxamount salaryhigh`,
  ),
  salary_currency: words(`salarycurrency currency currencycode compensationcurrency paycurrency`),
  salary_period: words(`
    salaryperiod payperiod salaryinterval interval compensationfrequency compensationinterval salaryunit salarytype
    payfrequency`),
  employment_type: words(`
    employmenttype jobtype jobtypes contracttype typeofemployment employmentstatus worktype
    employmentstatuslabel commitment formattedworktype positiontype schedule employmenttypecode contract
    beschaeftigungsart workinghours dienstverband type`),
  remote: words(`
    workplacetype remote isremote remoteallowed telecommuting joblocationtype remotetype remotestatus
    workmodel workmode workarrangement workplacetypes locationtype`),
  language: words(`language lang locale joblanguage languagecode inlanguage sprache`),
};

/**
 * Parts of the text that many exports keep in columns of their own. They are what classification lives on, so they
 * join the description, each under its heading.
 */
export const SECTIONS: readonly (readonly [heading: string, names: readonly string[]])[] = [
  ['Responsibilities', words(`responsibilities keyresponsibilities jobresponsibilities duties tasks`)],
  ['Requirements', words(`requirements jobrequirements candidaterequirements experiencerequirements`)],
  [
    'Qualifications',
    words(`qualifications minimumqualifications skillsknowledgeexpertise educationrequirements`),
  ],
  ['Preferred qualifications', words(`preferredqualifications nicetohave desiredskills`)],
  ['Skills', words(`skills requiredskills keyskills skillsdesc techstack technologies`)],
  ['Benefits', words(`benefits jobbenefits perks`)],
];

const squashed = new Map<string, string>();

/** `Job Title`, `job_title`, `jobTitle` -> `jobtitle`. Remembered, since every record of a file has the same names. */
export function squashName(name: string): string {
  let key = squashed.get(name);
  if (key === undefined) {
    key = name
      .normalize('NFD')
      .replace(/[^\p{L}\p{N}]+/gu, '')
      .toLowerCase();
    // Keys of hostile or odd documents (ids as keys) must not grow this without end.
    if (squashed.size < 10_000) squashed.set(name, key);
  }
  return key;
}

const CORE = new Set([...ALIASES.title, ...ALIASES.description]);
const FACTS = new Set([
  ...CORE,
  ...ALIASES.company,
  ...ALIASES.location,
  ...ALIASES.employment_type.filter((name) => name !== 'type'),
]);
const KNOWN = new Set(Object.values(ALIASES).flat());

const OFFERED = new Set([
  ...ALIASES.company,
  ...ALIASES.location,
  ...ALIASES.city,
  ...ALIASES.employment_type.filter((name) => name !== 'type'),
]);

/**
 * Whether names are those of a posting and not of a part of one: a title or text, together with who offers the job,
 * where or how long, or with more text and an address. A section has a title and a text, a link a name and an address.
 */
export function namesPosting(names: readonly string[]): boolean {
  const { facts, core } = recogniseNames(names);
  if (!core) return false;
  const keys = names.map(squashName);
  return keys.some((key) => OFFERED.has(key)) || (facts >= 2 && keys.some((key) => URLS.has(key)));
}

const URLS = new Set(ALIASES.url);
const READ = new Set([...KNOWN, 'hybrid', ...SECTIONS.flatMap(([, names]) => names)]);

/** Whether anything is read from a field of that name. */
export function isKnownName(name: string): boolean {
  return READ.has(squashName(name));
}

/**
 * How many of the names are known, how many of those say what only a posting has (any object has an id, a date, a
 * type), and whether one of them can be a title or description.
 */
export function recogniseNames(names: readonly string[]): { known: number; facts: number; core: boolean } {
  const keys = names.map(squashName);
  return {
    known: keys.filter((k) => KNOWN.has(k)).length,
    facts: keys.filter((k) => FACTS.has(k)).length,
    core: keys.some((k) => CORE.has(k)),
  };
}
