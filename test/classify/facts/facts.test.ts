import { describe, expect, it } from 'vitest';
import { classify } from '../../../src/classify/classify.js';
import { taxonomy } from '../../support/taxonomy.js';

const read = (title: string, description: string) => classify({ title, description }, taxonomy);

describe('employment', () => {
  it.each([
    ['Developer', 'This is a full-time position.', 'full-time'],
    ['Developer', 'Acme | Developer | Berlin | Full-time', 'full-time'],
    ['Developer', 'Employment Type: Part-Time', 'part-time'],
    ['Developer (part-time)', 'This is a full-time position.', 'part-time'],
    ['Developer', '6 month contract in Leeds', 'contract'],
    ['Developer', 'Contract to hire', 'contract'],
    ['Java Dev - W2 only', '', 'contract'],
    ['Java Dev', 'Rate on C2C', 'contract'],
    ['Java Dev', 'Hiring on 1099 basis', 'contract'],
    ['Developer', 'Cooperation model: B2B', 'contract'],
    ['Programista Java', 'Oferujemy umowę o pracę', 'full-time'],
    ['Développeur Java (CDI)', '', 'full-time'],
    ['Développeur Java', 'Type de contrat : CDD', 'temporary'],
    ['Entwickler', 'Festanstellung in Vollzeit', 'full-time'],
    ['Entwickler', 'Anstellung als Werkstudent', 'part-time'],
    ['Data Engineer (deeltijd)', '', 'part-time'],
    ['Verpleegkundige deeltijds', '', 'part-time'],
    ['Comptable mi-temps', '', 'part-time'],
    ['Ontwikkelaar', 'Je werkt in deeltijd aan onze website.', 'part-time'],
    ['Ontwikkelaar (voltijds)', '', 'full-time'],
    ['Sviluppatore', 'contratto a tempo indeterminato', 'full-time'],
    ['Software Engineering Intern', 'full-time, 40 hours', 'internship'],
    ['Developer', 'This is a seasonal position.', 'temporary'],
  ])('%s | %s', (title, text, expected) => {
    expect(read(title, text).employmentType).toBe(expected);
  });

  it.each([
    'You write smart contracts and review contract law.',
    'Benefits for our full-time employees: health, dental.',
    'We sell B2B software to contractors.',
    'Permanent residents only. A full stack team.',
    'corporate part of the group',
  ])('nothing: %s', (text) => expect(read('Developer', text).employmentType).toBeNull());
});

describe('language', () => {
  it.each([
    ['en', 'We are looking for a developer who will join our platform team and own the payment services.'],
    [
      'de',
      'Du hast ein abgeschlossenes Studium der Informatik und mindestens drei Jahre Erfahrung mit Java.',
    ],
    [
      'fr',
      'Nous recherchons un développeur pour rejoindre notre équipe et travailler sur nos nouveaux produits.',
    ],
    ['es', 'Buscamos un desarrollador con experiencia para unirse a nuestro equipo y trabajar en proyectos.'],
    [
      'pt',
      'Você tem pelo menos três anos de experiência com Java e gosta de trabalhar em equipe com métodos ágeis.',
    ],
    ['it', 'Cerchiamo uno sviluppatore con esperienza da inserire nel nostro team per lavorare su progetti.'],
    ['nl', 'Je hebt minimaal drie jaar ervaring met Java en je vindt het leuk om in een team te werken.'],
    [
      'pl',
      'Poszukujemy programisty, który dołączy do naszego zespołu i będzie pracować nad produktami w Krakowie.',
    ],
    [
      'ru',
      'Мы ищем опытного разработчика, который присоединится к нашей команде и будет писать сервисы на Java.',
    ],
    ['ja', '私たちはバックエンドエンジニアを募集しています。東京のチームで一緒に働きましょう。'],
  ])('%s', (language, text) => expect(read('', text).language).toBe(language));

  it.each([
    'Java, Spring Boot, Kafka, PostgreSQL, Docker, Kubernetes, AWS, Terraform, Jenkins, Git',
    'We hire',
    '',
  ])('null rather than a guess: %j', (text) =>
    expect(read('Senior Java Developer', text).language).toBeNull(),
  );

  it('what the source declares wins', () => {
    const posting = {
      title: '',
      description: 'We are looking for a developer who will join our team.',
      language: 'de',
    };
    expect(classify(posting, taxonomy).language).toBe('de');
  });
});

describe('years of experience', () => {
  it.each([
    ['Minimum 5 years of related business experience', 5],
    ['- 10+ years of business recruiting experience', 10],
    ['At least 18 months of experience with Java', 1.5],
    ['Mindestens 3 Jahre Berufserfahrung', 3],
    ['A 4-year college degree in engineering, with good skills', null],
    ['Pursuing a 4-year or graduate degree, skills in Java', null],
    ['A market set to double in the next 3-4 years, working with banks', null],
    ['Serving industries with data solutions for over 10 years. Working with us is fun.', null],
    ['16 years later our mission is still the same, working in teams', null],
    ['A 3 month project working with Java', null],
  ])('%s', (text, min) => expect(read('Developer', text).years?.min ?? null).toBe(min));
});

describe('evidence of facts', () => {
  const description =
    'Salary: €60k–€75k. This is a fully remote position. This is a full-time role for you and the team.';
  const location = { raw: 'Berlin, Germany', country: null, region: null, city: null, remote: null };

  it('quotes what was read', () => {
    const { evidence } = classify({ title: 'Developer', description, location }, taxonomy);
    const of = (about: string) => evidence.find((item) => item.about === about);
    expect(of('salary')).toMatchObject({
      for: '60000–75000 EUR a year',
      field: 'description',
      quote: '€60k–€75k',
    });
    expect(of('remote')).toMatchObject({ for: 'remote', quote: 'remote' });
    expect(of('place')).toMatchObject({ for: 'Berlin, DE', field: 'location', quote: 'Berlin, Germany' });
    expect(of('employment')).toMatchObject({ for: 'full-time' });
    expect(of('language')).toMatchObject({ for: 'en' });
    for (const item of evidence.filter((e) => e.span !== null && e.field === 'description'))
      expect(description.slice(...(item.span ?? [0, 0]))).toBe(item.quote);
  });

  it('says nothing of what the source stated', () => {
    const salary = { min: 1, max: 2, currency: 'EUR', period: null };
    const { evidence, ...verdict } = classify(
      { title: 'Developer', description, salary, employmentType: 'contract', language: 'nl' },
      taxonomy,
    );
    expect(verdict).toMatchObject({ salary, employmentType: 'contract', language: 'nl' });
    expect(evidence.filter((item) => ['salary', 'employment', 'language'].includes(item.about))).toEqual([]);
  });
});
