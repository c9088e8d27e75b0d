/**
 * The commonest words of running text in each language, and of postings in it, folded as the tokenizer folds
 * (no accents). Twenty to forty words of a language cover a third to a half of any text in it, so that
 * counting them tells languages apart in one sentence; words that several languages share count for each.
 */
export const STOP_WORDS: readonly (readonly [language: string, words: string])[] = [
  [
    'en',
    'the of and to in a is for with you your we our are be as on will this that have or an at from by us it their who about not all can work what how more team',
  ],
  [
    'de',
    'der die das und in zu den mit von fur auf ist im dem nicht ein eine einen einer als auch es an werden aus wir du dein deine sie ihre ihr unser unsere bei oder sowie uber zum zur sind bist hast haben wie nach durch unserem unseren am du dich dir',
  ],
  [
    'fr',
    'de la le et les des en un une du est pour que qui dans par sur au avec nous vous votre vos notre nos sont ou ce ces aux plus se il elle tu ton tes etes ainsi afin sein chez cette leur etre comme',
  ],
  [
    'es',
    'de la que el en y a los del se las por un para con no una su al lo como mas o pero sus es tu te nuestra nuestro nuestros buscamos somos esta este son ser eres desde sobre tus nos trabajo equipo',
  ],
  [
    'pt',
    'de a o que e do da em um para com nao uma os no se na por mais as dos como mas ao das seu sua ou voce nosso nossa somos nos sao ser ter pelo pela ate isso com em nossos nossas equipe area',
  ],
  [
    'it',
    'di e il la che in un a per del con una non i le si da al della dei nel alla sono gli delle come anche lo piu nella ai o siamo tuo tua nostro nostra nostri ed degli dal essere sei stiamo presso',
  ],
  [
    'nl',
    'de en van het een in is dat op te voor met zijn je aan als er ook bij of om wij ons onze jij jouw naar uit door over heb hebt bent werken deze wat kan worden wordt binnen zoals niet maar',
  ],
  [
    'pl',
    'i w na z do sie nie jest o od za po dla oraz ze to przez lub jako co ktore ktory ktora twoje twoj nasz nasze naszym naszego mamy jestesmy oferujemy praca pracy umiejetnosc znajomosc doswiadczenie bedziesz poszukujemy tym ich czy pod przy ci w ramach',
  ],
  [
    'sv',
    'och i att det som en pa ar av for med till den har de inte om ett vi du dig din ditt dina oss var vara kan ska eller hos samt inom fran ar dar',
  ],
  [
    'da',
    'og i at det som en pa er af for med til den har de ikke om et vi du dig din dit dine os vores kan skal eller hos samt inden fra ved bliver',
  ],
  [
    'no',
    'og i at det som en pa er av for med til den har de ikke om et vi du deg din ditt dine oss var vare kan skal eller hos samt innen fra ved blir',
  ],
  [
    'fi',
    'ja on ei se etta hän oli joka myos kun mutta niin sen ovat tai sinulla sinun olet me meilla sinulle kanssa seka voit haemme',
  ],
  [
    'cs',
    'a v se na je ze s z do o k i za pro ve jsme si jako po nebo od by aby co jsou tak ktere ktery budes nas nase tym mate praci',
  ],
  [
    'ro',
    'si de la in cu pe care un o este sa pentru din nu mai sau prin ca vei sunt fi esti noi echipa ai ale al',
  ],
  ['hu', 'a az es hogy nem is egy van meg de ha csak mint vagy el ezt amely ami valo csapat munka te mi'],
  ['tr', 've bir bu icin ile da de olarak en cok gibi daha olan var ya sen biz ekip veya hakkinda'],
];
