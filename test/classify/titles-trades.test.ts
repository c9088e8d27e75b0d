import { describe, expect, test } from 'vitest';
import { classify } from '../../src/classify/classify.js';
import { taxonomy } from '../support/taxonomy.js';

/** Titles whose words look like technology and are of other trades, and the other way round: `title | role | level`. */
const TITLES: Readonly<Record<string, string>> = {
  'people of other trades, whatever tool they use': `
    Sachbearbeiter Buchhaltung SAP (m/w/d) | non-tech | mid
    Comptable - logiciel Sage | non-tech | mid
    Auxiliar contable con SAP | non-tech | mid
    Operario de producción - fábrica de software embalado | non-tech | mid
    Magazynier - obsługa systemu WMS | non-tech | mid
    Kierowca kat. C, tablet i aplikacja | non-tech | mid
    Formateur Python H/F | non-tech | mid
    Autista con patente C per azienda informatica | non-tech | mid
    Heftruckchauffeur ICT-magazijn | non-tech | mid
    Porteiro de data center | non-tech | mid
    Capturista de datos | non-tech | mid
    Administrativo de compras - ERP Navision | non-tech | mid
    Pflegedienstleitung (m/w/d) | non-tech | manager
    Digitador de dados | non-tech | mid
    Datentypist (m/w/d) | non-tech | mid
    Selezionatore IT | non-tech | mid
    Delegado de protección de datos | non-tech | mid
  `,
  'what is made, built or sold there is none of technology': `
    Projektleiter Hochbau (m/w/d) | non-tech | mid
    Projectleider woningbouw | non-tech | mid
    Chef de produit cosmétique | non-tech | mid
    Técnico de calidad alimentaria | non-tech | mid
    Responsabile rete vendita | non-tech | manager
    Sviluppatore immobiliare | non-tech | mid
    Projektentwickler Photovoltaik (m/w/d) | non-tech | mid
    Administrador de edificios | non-tech | mid
    Administrator nieruchomości | non-tech | mid
    Kontroler jakości | non-tech | mid
    Coordenador de Segurança do Trabalho | non-tech | manager
    Architekt krajobrazu | non-tech | senior
    Programador de torno y control numérico | other-tech | mid
    Roboterprogrammierer (m/w/d) | other-tech | mid
    Ingénieur structure béton H/F | other-tech | mid
    Prüfingenieur (m/w/d) | other-tech | mid
    Softwareentwickler Immobilien (m/w/d) | software-engineer | mid
    Développeur Java - assurances | backend-developer | mid
  `,
  'the noun that words stand behind': `
    Alternance - Développeur web full stack | fullstack-developer | intern
    Stage : data analyst Python | data-analyst | intern
    Entwickler Backend / DevOps (m/w/d) | backend-devops-engineer | mid
    Programador backend/frontend | fullstack-developer | mid
    Développeur Symfony / React | fullstack-developer | mid
    Desarrollador Java con Angular | fullstack-developer | mid
    SRE / Linux-Systemingenieur | site-reliability-engineer | mid
    Golang / K8s Engineer | backend-developer | mid
    Analista de Sistemas Java Pleno | backend-developer | mid
    Consultor Técnico SAP | erp-developer | mid
    Dyrektor techniczny / CTO | technology-executive | executive
    Snr Mgr, Software Engineering | engineering-manager | manager
  `,
  'words of a craft in each language': `
    Programista mikroserwisów | microservices-developer | mid
    Sviluppatore microservizi Java | microservices-developer | mid
    Consultant décisionnel | bi-developer | mid
    Stażysta w dziale analizy danych | data-analyst | intern
    Junior ethisch hacker | security-engineer | entry
    IT-Forensiker (m/w/d) | security-engineer | mid
    Agente de mesa de servicio | it-support-specialist | mid
    Analista de Desenvolvimento .NET | backend-developer | mid
    Ingénieur intégration continue | devops-engineer | mid
    Leiterplatten-Entwickler (m/w/d) | hardware-engineer | mid
    App-Entwickler (m/w/d) | mobile-developer | mid
    Webbouwer | web-developer | mid
    Programista smart kontraktów | blockchain-developer | mid
    Datenmodellierer (m/w/d) | data-architect | senior
    Gruppenleitung Softwarequalitätssicherung | qa-engineer | lead
    Ingeniero de prompts | machine-learning-engineer | mid
    Wissenschaftlicher Mitarbeiter Informatik (m/w/d) | research-scientist | mid
    Staż - programowanie w Javie | backend-developer | intern
    Sofware Develper (Pyhton) | backend-developer | mid
    Analista RPA | software-engineer | mid
  `,
  'levels as each country writes them': `
    Analista de Suporte Técnico I | it-support-specialist | entry
    Analista de Sistemas II | business-analyst | mid
    Desenvolvedor Java Especialista | backend-developer | senior
    Network & Security Engineer L3 | network-engineer | mid
    Subdirector de tecnología | it-manager | director
    Geschäftsbereichsleiter IT | it-manager | director
  `,
};

for (const [kind, table] of Object.entries(TITLES)) {
  const rows = table
    .trim()
    .split('\n')
    .map((line) => line.split(' | ').map((cell) => cell.trim()));
  describe(`titles: ${kind}`, () => {
    test.each(rows)('%s', (title, role, level) => {
      const verdict = classify({ title: title ?? '', description: '' }, taxonomy);
      expect([verdict.role.id, verdict.level.id]).toEqual([role, level]);
    });
  });
}
