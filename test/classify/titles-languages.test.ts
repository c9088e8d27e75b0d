import { describe, expect, test } from 'vitest';
import { classify } from '../../src/classify/classify.js';
import { taxonomy } from '../support/taxonomy.js';

/** Titles by language, labelled by the guide's words for each: `title | role | level`. */
const TITLES: Readonly<Record<string, string>> = {
  german: `
    Backendentwickler (m/w/d) | backend-developer | mid
    Senior Backend-Entwicklerin (w/m/d) | backend-developer | senior
    Frontend Entwickler:in (all genders) | frontend-developer | mid
    Frontendentwickler*in React | frontend-developer | mid
    Softwareentwickler (m/w/d) | software-engineer | mid
    Junior Software-Entwickler/in | software-engineer | entry
    Software-Ingenieur (w/m/x) | software-engineer | mid
    Fullstack-Entwickler Java/Angular (m/w/d) | fullstack-developer | mid
    Java-Entwickler (m/w/d) - 100% Remote | backend-developer | mid
    Erfahrener PHP-Entwickler (m/w/d) | backend-developer | senior
    Leitender Softwareentwickler (m/w/d) | software-engineer | lead
    Teamleiter Softwareentwicklung (m/w/d) | software-engineer | lead
    Leiter Softwareentwicklung (m/w/d) | engineering-manager | manager
    Abteilungsleiter IT (m/w/d) | it-manager | manager
    IT-Leiter (m/w/d) | it-manager | manager
    IT-Projektleiter (m/w/d) | project-manager | mid
    Projektleiterin Digitalisierung | project-manager | mid
    Systemadministrator Linux (m/w/d) | systems-administrator | mid
    IT-Systemadministrator (m/w/d) Windows | systems-administrator | mid
    IT-Administrator (m/w/d) in Vollzeit | systems-administrator | mid
    Netzwerkadministrator (m/w/d) | network-engineer | mid
    Netzwerktechniker (m/w/d) | network-engineer | mid
    Datenbankadministrator (m/w/d) Oracle | database-administrator | mid
    Datenbankentwickler SQL (m/w/d) | database-developer | mid
    Webentwickler (m/w/d) | web-developer | mid
    Fachinformatiker Anwendungsentwicklung (m/w/d) | software-engineer | mid
    Fachinformatiker für Systemintegration (m/w/d) | systems-administrator | mid
    Auszubildender Fachinformatiker Anwendungsentwicklung | software-engineer | intern
    Ausbildung zum Fachinformatiker für Systemintegration (m/w/d) 2026 | systems-administrator | intern
    Werkstudent Softwareentwicklung (m/w/d) | software-engineer | intern
    Werkstudentin Data Science (w/m/d) | data-scientist | intern
    Praktikant Webentwicklung (m/w/d) | web-developer | intern
    Praktikum UX Design (m/w/d) | ux-designer | intern
    Softwaretester (m/w/d) | qa-engineer | mid
    Testmanager (m/w/d) | it-manager | manager
    Testautomatisierer (m/w/d) | qa-engineer | mid
    Softwarearchitekt (m/w/d) | software-architect | senior
    Cloud-Architekt Azure (m/w/d) | cloud-architect | senior
    Lösungsarchitekt (m/w/d) | solutions-architect | senior
    Datenanalyst (m/w/d) | data-analyst | mid
    Datenwissenschaftler/in | data-scientist | mid
    KI-Entwickler (m/w/d) | machine-learning-engineer | mid
    Informationssicherheitsbeauftragter (m/w/d) | security-engineer | mid
    IT-Sicherheitsspezialist (m/w/d) | security-engineer | mid
    IT-Servicetechniker (m/w/d) | it-support-specialist | mid
    Mitarbeiter IT-Support (m/w/d) 1st Level | it-support-specialist | mid
    Anwendungsentwickler C# .NET (m/w/d) | backend-developer | mid
    Embedded-Softwareentwickler (m/w/d) | embedded-engineer | mid
    Hardwareentwickler (m/w/d) | hardware-engineer | mid
    SAP-Berater FI/CO (m/w/d) | erp-developer | mid
    SAP ABAP Entwickler (m/w/d) | erp-developer | mid
    Produktmanager Software (m/w/d) | product-manager | mid
    Technischer Redakteur (m/w/d) | technical-writer | mid
    Spieleentwickler Unity (m/w/d) | game-developer | mid
    DevOps-Ingenieur (m/w/d) | devops-engineer | mid
    Buchhalter (m/w/d) in Teilzeit | non-tech | mid
    Vertriebsmitarbeiter im Außendienst (m/w/d) | non-tech | mid
    Pflegefachkraft (m/w/d) | non-tech | mid
    Maschinenbauingenieur (m/w/d) | other-tech | mid
    Bereichsleiter Softwareentwicklung (m/w/d) | engineering-manager | director
    Konstrukteur (m/w/d) SolidWorks | other-tech | mid
    Entwicklerin / Entwickler Java | backend-developer | mid
    IT-Consultant SAP (w/m/d) | erp-developer | mid
    Anforderungsmanager (m/w/d) | business-analyst | mid
    Praxissemester Softwaretest | qa-engineer | intern
    Vertriebsleiter Software (m/w/d) | non-tech | manager
  `,
  french: `
    Développeur·se back-end H/F | backend-developer | mid
    Développeuse Frontend React (F/H) | frontend-developer | mid
    Développeur Full Stack JS confirmé - CDI | fullstack-developer | mid
    Développeur(se) Java senior | backend-developer | senior
    Développeur PHP/Symfony (H/F) | backend-developer | mid
    Développeur web junior H/F | web-developer | entry
    Développeur Angular expérimenté | frontend-developer | senior
    Développeur mobile iOS (F/H/X) | mobile-developer | mid
    Développeur logiciel embarqué C/C++ | embedded-engineer | mid
    Développeur C# .NET débutant accepté | backend-developer | entry
    Ingénieur études et développement (H/F) | software-engineer | mid
    Ingénieur d'études et développement Java/JEE H/F | backend-developer | mid
    Ingénieure logiciel | software-engineer | mid
    Ingénieur DevOps (H/F) | devops-engineer | mid
    Ingénieur système Linux H/F | systems-administrator | mid
    Ingénieur systèmes et réseaux | systems-administrator | mid
    Ingénieur réseaux et sécurité H/F | network-engineer | mid
    Ingénieur cybersécurité (H/F) | security-engineer | mid
    Ingénieur QA automatisation | qa-engineer | mid
    Ingénieur de données | data-engineer | mid
    Ingénieur Cloud AWS (H/F) | cloud-engineer | mid
    Ingénieur apprentissage automatique | machine-learning-engineer | mid
    Analyste programmeur (H/F) | software-engineer | mid
    Analyste de données H/F | data-analyst | mid
    Analyste fonctionnel | business-analyst | mid
    Administrateur systèmes et réseaux H/F | systems-administrator | mid
    Administratrice réseau | network-engineer | mid
    Administrateur base de données Oracle (H/F) | database-administrator | mid
    Technicien support informatique N1/N2 (H/F) | it-support-specialist | mid
    Technicienne informatique | it-support-specialist | mid
    Technicien réseau H/F | network-engineer | mid
    Testeur logiciel (H/F) | qa-engineer | mid
    Chef de projet informatique H/F | project-manager | mid
    Cheffe de projet digital senior | project-manager | senior
    Chef de produit technique (H/F) | product-manager | mid
    Architecte logiciel | software-architect | senior
    Architecte solutions cloud | solutions-architect | senior
    Responsable informatique (H/F) | it-manager | manager
    Responsable développement logiciel | engineering-manager | manager
    Directeur des systèmes d'information | it-manager | director
    Directrice de l'ingénierie | engineering-manager | director
    Chef d'équipe développement | software-engineer | lead
    Lead développeur Python H/F | backend-developer | lead
    Alternance - Développeur web (H/F) | web-developer | intern
    Alternant Data Analyst (H/F) | data-analyst | intern
    Apprenti développeur fullstack | fullstack-developer | intern
    Stage développeur Python - 6 mois | backend-developer | intern
    Stagiaire en science des données | data-scientist | intern
    Rédacteur technique H/F | technical-writer | mid
    Consultant SAP MM (H/F) | erp-developer | mid
    Concepteur développeur informatique | software-engineer | mid
    Ingénieur commercial IT H/F | non-tech | mid
    Infirmier de nuit (H/F) | non-tech | mid
    Comptable général H/F | non-tech | mid
    Ingénieur mécanique (H/F) | other-tech | mid
    Dessinateur projeteur H/F | other-tech | mid
    Ingénieur systèmes embarqués Linux | embedded-engineer | mid
    Stage - Data Scientist NLP | data-scientist | intern
    Technicien de maintenance informatique | it-support-specialist | mid
    Ingénieur d’affaires IT | non-tech | mid
    Chef de projet technique web | project-manager | mid
  `,
  spanish: `
    Desarrollador/a Backend Senior | backend-developer | senior
    Desarrolladora Frontend (React) | frontend-developer | mid
    Desarrollador Full Stack Semi Senior | fullstack-developer | mid
    Desarrollador Java Sr. - Remoto | backend-developer | senior
    Desarrollador(a) .NET Jr | backend-developer | entry
    Desarrollador web | web-developer | mid
    Desarrollador móvil Android | mobile-developer | mid
    Desarrollador de software | software-engineer | mid
    Desarrollador de aplicaciones móviles | mobile-developer | mid
    Desarrollador PHP con experiencia en Laravel | backend-developer | mid
    Programador Java | backend-developer | mid
    Programador/a Junior | software-engineer | entry
    Programadora COBOL | mainframe-developer | mid
    Analista programador/a .NET | backend-developer | mid
    Analista funcional | business-analyst | mid
    Analista de datos (Data Analyst) | data-analyst | mid
    Analista de sistemas | business-analyst | mid
    Analista de negocio | business-analyst | mid
    Analista QA / Tester | qa-engineer | mid
    Ingeniero de Software Sr | software-engineer | senior
    Ingeniera de datos | data-engineer | mid
    Ingeniero/a DevOps | devops-engineer | mid
    Ingeniero de Machine Learning | machine-learning-engineer | mid
    Ingeniero de redes | network-engineer | mid
    Ingeniero de soporte técnico | it-support-specialist | mid
    Ingeniero de ciberseguridad | security-engineer | mid
    Ingeniero de pruebas | qa-engineer | mid
    Ingeniero de sistemas | systems-engineer | mid
    Científico/a de datos | data-scientist | mid
    Administrador de sistemas Linux | systems-administrator | mid
    Administrador de bases de datos | database-administrator | mid
    Administradora de redes | network-engineer | mid
    Técnico/a informático/a Helpdesk | it-support-specialist | mid
    Técnico de soporte informático | it-support-specialist | mid
    Jefe de proyecto IT | project-manager | mid
    Jefa de Proyectos TI | project-manager | mid
    Jefe de desarrollo de software | engineering-manager | manager
    Gerente de TI | it-manager | manager
    Gerente de Ingeniería de Software | engineering-manager | manager
    Director de tecnología | it-manager | director
    Director de Ingeniería | engineering-manager | director
    Responsable de sistemas | it-manager | manager
    Líder técnico Java | backend-developer | lead
    Arquitecto de software | software-architect | senior
    Arquitecta de soluciones | solutions-architect | senior
    Diseñador/a UX/UI | ux-designer | mid
    Becario/a desarrollo web | web-developer | intern
    Prácticas desarrollador backend | backend-developer | intern
    Consultor SAP Senior | erp-developer | senior
    Propietario de producto | product-manager | mid
    Enfermera de urgencias | non-tech | mid
    Contador general | non-tech | mid
    Vendedor de tienda | non-tech | mid
    Ejecutivo de ventas software | non-tech | mid
    Administrador/a BBDD Oracle | database-administrator | mid
    Operador/a de CPD | systems-administrator | mid
    Formador/a de programación | non-tech | mid
    Ingeniero de procesos | other-tech | mid
    Director/a de tecnología (CTO) | technology-executive | executive
    Desarrollador web full stack | fullstack-developer | mid
  `,
  portuguese: `
    Desenvolvedor(a) Backend Pleno | backend-developer | mid
    Desenvolvedora Front-end Sênior | frontend-developer | senior
    Desenvolvedor Full Stack Júnior | fullstack-developer | entry
    Desenvolvedor Java Pl. | backend-developer | mid
    Pessoa Desenvolvedora Back-end Sênior | backend-developer | senior
    Pessoa Engenheira de Software Pleno | software-engineer | mid
    Desenvolvedor Mobile (Flutter) | mobile-developer | mid
    Desenvolvedor Web Jr. | web-developer | entry
    Desenvolvedor C# .NET Sr | backend-developer | senior
    Desenvolvedor ABAP | erp-developer | mid
    Desenvolvedor de jogos | game-developer | mid
    Programador PHP | backend-developer | mid
    Programador Delphi Pleno | software-engineer | mid
    Engenheiro de Software Sênior | software-engineer | senior
    Engenheira de Dados Pleno | data-engineer | mid
    Engenheiro DevOps | devops-engineer | mid
    Engenheiro de Machine Learning | machine-learning-engineer | mid
    Engenheiro de Redes | network-engineer | mid
    Engenheiro de testes | qa-engineer | mid
    Engenheiro de segurança da informação | security-engineer | mid
    Engenheiro de confiabilidade de sites (SRE) | site-reliability-engineer | mid
    Analista de dados | data-analyst | mid
    Analista de Sistemas Sênior | business-analyst | senior
    Analista de Negócios | business-analyst | mid
    Analista de Testes Júnior | qa-engineer | entry
    Analista de Suporte Técnico | it-support-specialist | mid
    Analista de Infraestrutura | systems-administrator | mid
    Analista de Segurança da Informação Pleno | security-engineer | mid
    Analista de BI | data-analyst | mid
    Analista Desenvolvedor Java | backend-developer | mid
    Cientista de Dados Sênior | data-scientist | senior
    Administrador de Banco de Dados (DBA) | database-administrator | mid
    Administrador de Redes | network-engineer | mid
    Administrador de sistemas | systems-administrator | mid
    Técnico de Informática | it-support-specialist | mid
    Técnico de suporte | it-support-specialist | mid
    Arquiteto de Software | software-architect | senior
    Arquiteto de Soluções Cloud | solutions-architect | senior
    Gerente de Projetos de TI | project-manager | mid
    Gerente de Produto | product-manager | mid
    Gerente de TI | it-manager | manager
    Gerente de Engenharia | engineering-manager | manager
    Coordenador de TI | it-manager | manager
    Coordenador de Desenvolvimento de Software | engineering-manager | manager
    Diretor de Tecnologia | it-manager | director
    Líder Técnico Back-end | backend-developer | lead
    Estagiário de Desenvolvimento Web | web-developer | intern
    Estágio em Desenvolvimento de Software | software-engineer | intern
    Estagiária em Ciência de Dados | data-scientist | intern
    Designer UX/UI Pleno | ux-designer | mid
    Vendedor externo | non-tech | mid
    Contador | non-tech | mid
    Enfermeiro | non-tech | mid
    Engenheiro mecânico | other-tech | mid
    Desenvolvedor Protheus | erp-developer | mid
    Analista de Requisitos | business-analyst | mid
    Engenheiro eletricista | hardware-engineer | mid
    Gestor de TI | it-manager | manager
    Desenvolvedor Java Especialista | backend-developer | senior
    Analista de Implantação | solutions-engineer | mid
  `,
  italian: `
    Sviluppatore Backend Java | backend-developer | mid
    Sviluppatrice Frontend Angular | frontend-developer | mid
    Sviluppatore Full Stack senior | fullstack-developer | senior
    Sviluppatore .NET junior | backend-developer | entry
    Sviluppatore/trice PHP | backend-developer | mid
    Sviluppatore software | software-engineer | mid
    Sviluppatore web | web-developer | mid
    Sviluppatore mobile | mobile-developer | mid
    Sviluppatore software embedded | embedded-engineer | mid
    Sviluppatore C++ | software-engineer | mid
    Programmatore Java | backend-developer | mid
    Programmatore/trice web | web-developer | mid
    Programmatore PLC | other-tech | mid
    Programmatore COBOL | mainframe-developer | mid
    Analista programmatore Java | backend-developer | mid
    Analista funzionale | business-analyst | mid
    Analista dati | data-analyst | mid
    Analista di business | business-analyst | mid
    Ingegnere del software | software-engineer | mid
    Ingegnere informatico | software-engineer | mid
    Ingegnere dei dati | data-engineer | mid
    Ingegnere DevOps senior | devops-engineer | senior
    Ingegnere di rete | network-engineer | mid
    Ingegnere meccanico | other-tech | mid
    Ingegnere elettronico | hardware-engineer | mid
    Sistemista Linux | systems-administrator | mid
    Sistemista Junior | systems-administrator | entry
    Sistemista di rete | network-engineer | mid
    Amministratore di sistema | systems-administrator | mid
    Amministratore di rete | network-engineer | mid
    Amministratore di database | database-administrator | mid
    Tecnico informatico | it-support-specialist | mid
    Tecnico Help Desk | it-support-specialist | mid
    Addetto supporto tecnico IT | it-support-specialist | mid
    Specialista sicurezza informatica | security-engineer | mid
    Tester software | qa-engineer | mid
    Collaudatore software | qa-engineer | mid
    Architetto software | software-architect | senior
    Architetto delle soluzioni | solutions-architect | senior
    Responsabile IT | it-manager | manager
    Responsabile sviluppo software | engineering-manager | manager
    Direttore IT | it-manager | director
    Capo progetto IT | project-manager | mid
    Project Manager informatico | project-manager | mid
    Responsabile di prodotto | product-manager | mid
    Data scientist neolaureato | data-scientist | entry
    Stage sviluppatore web | web-developer | intern
    Tirocinio sviluppo software | software-engineer | intern
    Apprendista programmatore | software-engineer | intern
    Consulente SAP | erp-developer | mid
    Progettista elettronico | hardware-engineer | mid
    Contabile | non-tech | mid
    Infermiere | non-tech | mid
    Addetto vendite | non-tech | mid
    Progettista meccanico | other-tech | mid
    Formatore informatica | non-tech | mid
    Responsabile commerciale software | non-tech | manager
    Ingegnere dell'automazione | other-tech | mid
    Machine Learning Engineer (tesi di laurea) | machine-learning-engineer | intern
    Progettista software embedded | embedded-engineer | mid
  `,
  dutch: `
    Backend ontwikkelaar | backend-developer | mid
    Backend-ontwikkelaar (m/v) | backend-developer | mid
    Senior Java ontwikkelaar | backend-developer | senior
    Medior .NET ontwikkelaar | backend-developer | mid
    Front-end ontwikkelaar | frontend-developer | mid
    Full-stack ontwikkelaar | fullstack-developer | mid
    Softwareontwikkelaar | software-engineer | mid
    Software ontwikkelaar (m/v/x) | software-engineer | mid
    Junior softwareontwikkelaar | software-engineer | entry
    Applicatieontwikkelaar | software-engineer | mid
    Webontwikkelaar | web-developer | mid
    App ontwikkelaar iOS | mobile-developer | mid
    PHP programmeur | backend-developer | mid
    Programmeur C++ | software-engineer | mid
    PLC programmeur | other-tech | mid
    Databaseontwikkelaar | database-developer | mid
    Databasebeheerder | database-administrator | mid
    Systeembeheerder | systems-administrator | mid
    Senior systeembeheerder Linux | systems-administrator | senior
    Linux beheerder | systems-administrator | mid
    Netwerkbeheerder | network-engineer | mid
    Netwerk engineer | network-engineer | mid
    Netwerkspecialist | network-engineer | mid
    Helpdeskmedewerker | it-support-specialist | mid
    ICT medewerker servicedesk | it-support-specialist | mid
    Servicedeskmedewerker ICT | it-support-specialist | mid
    ICT-beheerder | systems-administrator | mid
    Softwaretester | qa-engineer | mid
    Testautomatiseerder | qa-engineer | mid
    Testspecialist | qa-engineer | mid
    Beveiligingsspecialist ICT | security-engineer | mid
    Softwarearchitect | software-architect | senior
    Oplossingsarchitect | solutions-architect | senior
    Bedrijfsanalist | business-analyst | mid
    Data-analist | data-analyst | mid
    Functioneel analist | business-analyst | mid
    Gegevenswetenschapper | data-scientist | mid
    Projectleider ICT | project-manager | mid
    Projectmanager IT | project-manager | mid
    Productmanager | product-manager | mid
    Hoofd ICT | it-manager | director
    Hoofd softwareontwikkeling | engineering-manager | director
    ICT manager | it-manager | manager
    Manager softwareontwikkeling | engineering-manager | manager
    Directeur ICT | it-manager | director
    Teamleider softwareontwikkeling | software-engineer | lead
    Stagiair software development | software-engineer | intern
    Stage webontwikkeling | web-developer | intern
    Starter softwareontwikkelaar | software-engineer | entry
    Ervaren Python ontwikkelaar | backend-developer | senior
    Technisch schrijver | technical-writer | mid
    UX ontwerper | ux-designer | mid
    Verkoopmedewerker | non-tech | mid
    Verpleegkundige | non-tech | mid
    Boekhouder | non-tech | mid
    Werktuigbouwkundig engineer | other-tech | mid
    Afdelingshoofd ICT | it-manager | manager
    Werkplekbeheerder | systems-administrator | mid
    Docent softwareontwikkeling | non-tech | mid
    Datawarehouse ontwikkelaar | data-engineer | mid
    CAD-tekenaar | other-tech | mid
  `,
  polish: `
    Programista Java | backend-developer | mid
    Programista/-tka Java (k/m) | backend-developer | mid
    Starszy programista Java | backend-developer | senior
    Młodszy programista .NET | backend-developer | entry
    Młodsza programistka Python | backend-developer | entry
    Programista Java (Mid/Senior) | backend-developer | mid
    Programista C++ | software-engineer | mid
    Programista PHP/Symfony | backend-developer | mid
    Programista aplikacji mobilnych | mobile-developer | mid
    Programista aplikacji webowych | web-developer | mid
    Programista baz danych | database-developer | mid
    Programista gier | game-developer | mid
    Programista systemów wbudowanych | embedded-engineer | mid
    Programista PLC | other-tech | mid
    Programista Front-end (React) | frontend-developer | mid
    Programista Full Stack | fullstack-developer | mid
    Główny programista | software-engineer | principal
    Inżynier oprogramowania | software-engineer | mid
    Inżynier DevOps | devops-engineer | mid
    Inżynier danych | data-engineer | mid
    Inżynier testów | qa-engineer | mid
    Inżynier sieci | network-engineer | mid
    Inżynier systemowy | systems-engineer | mid
    Inżynier uczenia maszynowego | machine-learning-engineer | mid
    Inżynier bezpieczeństwa IT | security-engineer | mid
    Tester oprogramowania | qa-engineer | mid
    Tester manualny | qa-engineer | mid
    Młodszy tester automatyzujący | qa-engineer | entry
    Administrator systemów Linux | systems-administrator | mid
    Administrator systemów IT | systems-administrator | mid
    Administrator baz danych | database-administrator | mid
    Administrator sieci | network-engineer | mid
    Analityk danych | data-analyst | mid
    Analityk biznesowy | business-analyst | mid
    Analityk systemowy | business-analyst | mid
    Starszy analityk biznesowo-systemowy | business-analyst | senior
    Specjalista ds. wsparcia IT | it-support-specialist | mid
    Młodszy specjalista ds. wsparcia technicznego | it-support-specialist | entry
    Specjalista ds. bezpieczeństwa informacji | security-engineer | mid
    Specjalista ds. cyberbezpieczeństwa | security-engineer | mid
    Specjalista ds. testów | qa-engineer | mid
    Informatyk | it-support-specialist | mid
    Architekt oprogramowania | software-architect | senior
    Architekt rozwiązań | solutions-architect | senior
    Kierownik projektu IT | project-manager | mid
    Kierownik działu IT | it-manager | manager
    Kierownik zespołu programistów | engineering-manager | manager
    Dyrektor IT | it-manager | director
    Dyrektor ds. rozwoju oprogramowania | engineering-manager | director
    Lider zespołu programistów | software-engineer | lead
    Menedżer produktu | product-manager | mid
    Projektant UX/UI | ux-designer | mid
    Grafik komputerowy | ux-designer | mid
    Stażysta - programista Java | backend-developer | intern
    Staż w dziale IT | it-support-specialist | intern
    Praktykant programista | software-engineer | intern
    Wdrożeniowiec systemów ERP | erp-developer | mid
    Konsultant SAP | erp-developer | mid
    Naukowiec danych | data-scientist | mid
    Księgowa | non-tech | mid
    Pielęgniarka | non-tech | mid
    Przedstawiciel handlowy | non-tech | mid
    Sprzedawca | non-tech | mid
    Kierowca kat. B | non-tech | mid
    Programistka / Programista Python | backend-developer | mid
    Programista CNC | other-tech | mid
    Programista C++ (systemy wbudowane) | embedded-engineer | mid
    Opiekun klienta IT | non-tech | mid
    Inżynier systemowy Linux | systems-administrator | mid
    Konsultant ds. wdrożeń ERP | erp-developer | mid
  `,
};

for (const [language, table] of Object.entries(TITLES)) {
  const rows = table
    .trim()
    .split('\n')
    .map((line) => line.split(' | ').map((cell) => cell.trim()));
  describe(`${language} titles`, () => {
    test.each(rows)('%s', (title, role, level) => {
      const verdict = classify({ title: title ?? '', description: '' }, taxonomy);
      expect([verdict.role.id, verdict.level.id]).toEqual([role, level]);
    });
  });
}
