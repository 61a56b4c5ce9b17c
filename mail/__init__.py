"""The outbox: mails written with the facts they tell, and sent by a worker. It knows no calendar."""
